using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>Debian's python3-caldav: discovery, calendars made and removed, searches, expansion, sync tokens.</summary>
[Collection(EmbeddedGateway.Collection)]
public sealed class PythonClientTests(EmbeddedGateway gateway)
{
    [Fact]
    public async Task Client_finds_makes_searches_and_follows_a_calendar()
    {
        await Vdirsyncer.InstallAsync();
        var user = gateway.NewUser();
        var start = new ProcessStartInfo("/usr/bin/python3", [Script(), gateway.Url.AbsoluteUri, user.Address, user.Password, gateway.Certificate])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Equal("everything is as it should be\n", await output);
    }

    private static string Script([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "caldav_client.py");
}
