using System.Diagnostics;
using System.Text.Json;

namespace Mapigate.Gateway.Host.Demo;

/// <summary>The real servers behind the demo: an instance of tests/stack of its own.</summary>
internal static class DemoStack
{
    /// <summary>Installing the servers on a new machine is what takes time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Folder => Path.Combine(Path.GetTempPath(), "mapigate-demo");

    public static async Task<DemoSite> StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var (status, output, errors) = await RunAsync("up", limit.Token);
        if (status != 0)
            throw new DemoException($"the servers did not start: {LastLine(errors)}");
        try
        {
            using var json = JsonDocument.Parse(LastLine(output));
            var root = json.RootElement;
            var users = root.GetProperty("users").EnumerateArray().Take(3)
                .Select(u => new DemoUser(u.GetProperty("address").GetString()!, u.GetProperty("password").GetString()!)).ToArray();
            var configuration = root.GetProperty("config").GetString()!;
            return new DemoSite(
                configuration, new Uri(root.GetProperty("gateway").GetString()!), Path.Combine(Path.GetDirectoryName(configuration)!, "tls", "ca.pem"),
                "kept by Dovecot and Radicale", "Postfix", users, HasDav: false);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException)
        {
            throw new DemoException($"tests/stack/up said nothing that can be read: {LastLine(output)}");
        }
    }

    /// <summary>Stops the servers; their data stays for the next time.</summary>
    public static Task StopAsync() => RunAsync("down", CancellationToken.None);

    private static async Task<(int Status, string Output, string Errors)> RunAsync(string command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryFolder(), "tests", "stack", command)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MAPIGATE_STACK"] = Folder;
        using var process = Process.Start(start) ?? throw new DemoException($"tests/stack/{command} cannot be started");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    private static string RepositoryFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "tests", "stack", "up")))
                return folder;
        }

        throw new DemoException("tests/stack is not beside the program: the demo runs from a working copy");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no word of why";
}
