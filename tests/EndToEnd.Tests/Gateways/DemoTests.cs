using System.Diagnostics;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>The demonstration, on real servers of its own.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Demo_ends_well_the_first_time_and_again()
    {
        var temporary = Directory.CreateTempSubdirectory("mapigate-e2e-demo-").FullName;
        try
        {
            for (var i = 0; i < 2; i++)
            {
                var (exitCode, output, errors) = await RunAsync(temporary);
                Assert.True(exitCode == 0, $"{output}\n{errors}");
                Assert.Empty(errors);
                Assert.All(["Autodiscover", "Folders", "Attachment", "Sending", "Arrival", "Calendar"], step => Assert.Contains($"  {step}", output, StringComparison.Ordinal));
            }
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string temporary)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { GatewayProcess.Program(), "demo", "--servers", "--once" })
            start.ArgumentList.Add(argument);
        start.Environment["TMPDIR"] = temporary;
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }
}
