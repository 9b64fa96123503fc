using System.CommandLine;
using Mapigate.Gateway.Host.Composition;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Mapigate.Gateway.Host.Commands;

/// <summary><c>serve</c>: runs the gateway until it is told to stop. The one line on standard output says where it accepts connections.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var config = ConfigurationOption.Create();
        var command = new Command("serve", "Runs the gateway.") { config };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(config), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? named, CancellationToken cancellationToken)
    {
        WebApplication app;
        try
        {
            var environment = Environment.GetEnvironmentVariables();
            var source = ConfigurationSource.Find(named, environment);
            if (source.IsEmbeddedDefault && !File.Exists(source.Path))
                await FirstStart.PrepareAsync(source.Path, environment, Console.Error);
            var (configuration, warnings) = ConfigurationReader.Read(source.Path, environment);
            foreach (var warning in warnings)
                await Console.Error.WriteLineAsync(warning.ToString());
            app = GatewayApplication.Build(configuration);
        }
        catch (ConfigurationException unusable)
        {
            foreach (var fault in unusable.Faults)
                await Console.Error.WriteLineAsync(fault.ToString());
            return ConfigurationOption.Unusable;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{DataFolder.Variable}: the mailboxes cannot be kept: {e.Message}");
            return ConfigurationOption.Unusable;
        }

        await using (app)
        {
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (IOException e)
            {
                await Console.Error.WriteLineAsync($"listen.url: {e.Message}");
                return 1;
            }

            await Console.Out.WriteLineAsync($"ready {app.Urls.First()}");
            await Console.Out.FlushAsync(CancellationToken.None);
            await app.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
    }
}
