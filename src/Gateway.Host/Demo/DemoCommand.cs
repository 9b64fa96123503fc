using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Host.ClientCommands;
using Mapigate.Gateway.Host.Composition;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mapigate.Gateway.Host.Demo;

/// <summary><c>demo</c>: starts a gateway with mailboxes of its own, or before the test stack's servers, does a full round as two users, and goes on serving.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "End after the round" };
        var servers = new Option<bool>("--servers") { Description = "Play on Dovecot, Postfix and Radicale instead, installed from Debian's packages; needs root" };
        var command = new Command("demo", "Shows a full round in two mailboxes, then keeps serving.") { once, servers };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(once), parsed.GetValue(servers), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool once, bool servers, CancellationToken cancellationToken)
    {
        try
        {
            var script = new DemoScript(Console.Out, TimeProvider.System);
            script.Title("Mapigate: Outlook's own protocol in front of ordinary mailboxes");
            await (servers ? ShowServersAsync(script, once, cancellationToken) : ShowEmbeddedAsync(script, once, cancellationToken));
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is DemoException or BackendException or ConfigurationException or HttpRequestException or IOException || CommandContext.Explain(fault) is not null)
        {
            await Console.Error.WriteLineAsync($"demo: {fault.Message}");
            return 1;
        }
    }

    private static async Task ShowEmbeddedAsync(DemoScript script, bool once, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mapigate-demo-");
        try
        {
            await ShowAsync(script, EmbeddedSite.Make(folder.FullName), once, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ShowServersAsync(DemoScript script, bool once, CancellationToken cancellationToken)
    {
        var site = await script.StepAsync("Servers", () => DemoStack.StartAsync(cancellationToken), s => $"Dovecot, Postfix and Radicale are running for {string.Join(", ", s.Users.Select(u => u.Name))}");
        try
        {
            await ShowAsync(script, site, once, cancellationToken);
        }
        finally
        {
            await DemoStack.StopAsync();
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The application is disposed by await using.")]
    private static async Task ShowAsync(DemoScript script, DemoSite site, bool once, CancellationToken cancellationToken)
    {
        var (configuration, _) = ConfigurationReader.Read(site.Configuration, new Dictionary<string, string> { ["MAPIGATE_LOGLEVEL"] = "Error", ["MAPIGATE_EXTENSIONKEY"] = ExtensionKey.New() });
        await using var app = GatewayApplication.Build(configuration);
        await script.StepAsync("Gateway", () => app.StartAsync(cancellationToken), $"listens on {site.Gateway}; mailboxes are {site.Description}");
        await script.StepAsync("Seeding", () => new DemoSeed(app.Services.GetRequiredService<MailboxBackends>(), TimeProvider.System).PlantAsync(site.Alice, site.Bob, cancellationToken), "a few letters and a weekly meeting");
        await new DemoRound(script, site).PlayAsync(cancellationToken);
        if (once)
        {
            script.Done("The round is complete.");
            return;
        }

        script.HowToConnect(site);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
