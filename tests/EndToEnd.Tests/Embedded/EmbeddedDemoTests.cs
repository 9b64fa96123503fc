using System.Diagnostics;
using Mapigate.EndToEnd.Tests.Gateways;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>The demonstration, as somebody who has just cloned the sources runs it.</summary>
public sealed class EmbeddedDemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Demo_ends_well_and_leaves_nothing_behind()
    {
        var temporary = Directory.CreateTempSubdirectory("mapigate-e2e-demo-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [GatewayProcess.Program(), "demo", "--once"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["TMPDIR"] = temporary;
            using var patience = new CancellationTokenSource(Patience);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
            Assert.Empty(await errors);
            var shown = await output;
            Assert.All(["Autodiscover", "Folders", "Attachment", "Sending", "Arrival", "Calendar"], step => Assert.Contains($"  {step}", shown, StringComparison.Ordinal));
            Assert.Empty(Directory.EnumerateDirectories(temporary, "mapigate-demo-*"));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
