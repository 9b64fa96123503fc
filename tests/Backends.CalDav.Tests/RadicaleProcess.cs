using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>A Radicale of its own, as Debian ships it: it takes the user from a header that a proxy in front would set, and its listen queue holds five.</summary>
internal sealed partial class RadicaleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("radicale-").FullName;
    private Task _draining = Task.CompletedTask;

    private RadicaleProcess()
    {
        string[] arguments =
        [
            "--config", "", "--auth-type", "http_x_remote_user", "--rights-type", "owner_only", "--server-hosts", "127.0.0.1:0",
            "--storage-filesystem-folder", _folder, "--logging-level", "info",
        ];
        _process = Process.Start(new ProcessStartInfo("/usr/bin/radicale", arguments) { RedirectStandardError = true })!;
    }

    public string Url { get; private set; } = "";

    public static async Task<RadicaleProcess> StartAsync()
    {
        var radicale = new RadicaleProcess();
        while (await radicale._process.StandardError.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                radicale.Url = $"http://127.0.0.1:{match.Groups[1].Value}/";
            }
            else if (line.Contains("server ready", StringComparison.Ordinal))
            {
                // What it says from here on is read, so that its pipe never fills.
                radicale._draining = radicale._process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return radicale;
            }
        }

        throw new InvalidOperationException("Radicale did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _draining;
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"Listening on '\[127\.0\.0\.1\]:(\d+)'")]
    private static partial Regex Listening();
}
