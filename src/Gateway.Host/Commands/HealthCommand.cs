using System.CommandLine;
using System.Net;
using Mapigate.Gateway.Host.Composition;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Commands;

/// <summary><c>health</c>: asks the gateway that serves with the same configuration on this machine whether it takes requests. For supervisors of containers that hold no web client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var config = ConfigurationOption.Create();
        var command = new Command("health", "Asks the gateway that runs on this machine whether it is ready.") { config };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(config), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? named, CancellationToken cancellationToken)
    {
        var environment = Environment.GetEnvironmentVariables();
        var (configuration, faults) = ConfigurationReader.Check(ConfigurationSource.Find(named, environment).Path, environment);
        if (configuration is null || ListenAddress.Of(configuration.Listen.Url) is not { } address)
        {
            foreach (var fault in faults)
                await Console.Error.WriteLineAsync(fault.ToString());
            return ConfigurationOption.Unusable;
        }

        try
        {
            var answer = await AskAsync(address, cancellationToken);
            await Console.Out.WriteLineAsync(answer == HttpStatusCode.OK ? "ready" : "not ready");
            return answer == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<HttpStatusCode> AskAsync(ListenAddress address, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };

#pragma warning disable CA5359 // The certificate bears the name by which clients come, not this machine's own; nothing secret is sent and one word comes back.
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { Timeout = Patience };
        var url = new UriBuilder(address.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, address.Reachable, address.Port, $"{HealthEndpoints.Path}/ready").Uri;
        using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode;
    }
}
