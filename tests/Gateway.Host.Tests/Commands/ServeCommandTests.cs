using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Mapigate.Gateway.Host.Tests.Commands;

/// <summary>The program itself, as a supervisor starts and stops it.</summary>
public sealed class ServeCommandTests
{
    private const int TerminationSignal = 15;

    [Fact]
    public async Task Serve_prints_one_line_accepts_connections_and_ends_cleanly_when_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("gateway.json", """
            {
              "listen": { "url": "https://127.0.0.1:0" }, "domains": ["example.test"],
              "backends": { "imap": { "url": "imap://127.0.0.1:1", "startTls": "off" }, "smtp": { "url": "smtp://127.0.0.1:1", "startTls": "off" } },
            }
            """);
        using var program = Start(folder, "serve");
        var errors = program.StandardError.ReadToEndAsync();
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.StartsWith("ready https://127.0.0.1:", line, StringComparison.Ordinal);

        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync("127.0.0.1", new Uri(line!["ready ".Length..]).Port);
            await using var tls = new SslStream(tcp.GetStream(), false, (_, _, _, _) => true);
            await tls.AuthenticateAsClientAsync("localhost");
        }

        Assert.Equal(0, Kill(program.Id, TerminationSignal));
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, program.ExitCode);
        Assert.Equal("", await program.StandardOutput.ReadToEndAsync());
        Assert.Contains("listen.certificate", await errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("check")]
    public async Task Configuration_that_cannot_be_used_ends_the_program_with_2_and_every_fault(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("gateway.json", """{ "listen": { "url": "https://127.0.0.1:0" }, "organization": "" }""");
        using var program = Start(folder, command);
        var output = await program.StandardOutput.ReadToEndAsync() + await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(2, program.ExitCode);
        Assert.All(["organization: ", "domains: ", "backends.imap: "], fault => Assert.Contains(fault, output, StringComparison.Ordinal));
    }

    private static Process Start(TemporaryFolder folder, string command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Mapigate.Gateway.Host.dll"), command])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
