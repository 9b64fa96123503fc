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

/// <summary><c>demo</c>: starts the test stack and a gateway before it, does a full round as two users, and goes on serving.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "End after the round" };
        var command = new Command("demo", "Shows a full round through real servers, then keeps serving.") { once };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(once), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool once, CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(once, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is DemoException or BackendException or ConfigurationException or HttpRequestException || CommandContext.Explain(fault) is not null)
        {
            await Console.Error.WriteLineAsync($"demo: {fault.Message}");
            return 1;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The application is disposed by await using.")]
    private static async Task ShowAsync(bool once, CancellationToken cancellationToken)
    {
        var script = new DemoScript(Console.Out, TimeProvider.System);
        script.Title("Mapigate: Outlook's own protocol in front of ordinary mail servers");

        var stack = await script.StepAsync("Servers", () => DemoStack.StartAsync(cancellationToken), s => $"Dovecot, Postfix and Radicale are running for {string.Join(", ", s.Users.Select(u => u.Name))}");
        try
        {
            var (configuration, _) = ConfigurationReader.Read(stack.Configuration, new Dictionary<string, string> { ["MAPIGATE_LOGLEVEL"] = "Error" });
            await using var app = GatewayApplication.Build(configuration);
            await script.StepAsync("Gateway", () => app.StartAsync(cancellationToken), $"listens on {stack.Gateway}");
            await script.StepAsync("Seeding", () => new DemoSeed(app.Services.GetRequiredService<MailboxBackends>(), TimeProvider.System).PlantAsync(stack.Alice, stack.Bob, cancellationToken), "a few letters and a weekly meeting, put there by IMAP and CalDAV");
            await new DemoRound(script, stack).PlayAsync(cancellationToken);
            if (once)
            {
                script.Done("The round is complete.");
                return;
            }

            script.HowToConnect(stack);
            await app.WaitForShutdownAsync(cancellationToken);
        }
        finally
        {
            await DemoStack.StopAsync();
        }
    }
}
