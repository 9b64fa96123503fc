using System.Collections;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Mapigate.Backends.Local;
using Mapigate.Gateway.Host.Configuration;

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
        using var program = Start(folder, "serve --config gateway.json");
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
    [InlineData("serve --config gateway.json")]
    [InlineData("check --config gateway.json")]
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

    [Fact]
    public async Task First_start_without_configuration_makes_a_user_and_tells_the_password_once()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var first = await ServeOnceAsync(folder, data);
        Assert.Matches(@"Address +\S+@localhost", first);
        var password = Regex.Match(first, @"Password +([a-z2-9]{4}(-[a-z2-9]{4}){3})\n").Groups[1].Value;
        Assert.NotEmpty(password);

        var (configuration, _) = ConfigurationReader.Read(Path.Combine(data, "gateway.json"), new Hashtable());
        Assert.True(LocalPassword.Verify(password, configuration.Backends.Local!.Users.Single().Password));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, "gateway.json")));
        Assert.Contains("extension.key", first, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "extension.key")));

        var second = await ServeOnceAsync(folder, data);
        Assert.DoesNotContain("Password", second, StringComparison.Ordinal);
        Assert.DoesNotContain("extension.key", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_before_the_first_start_says_what_serve_would_do()
    {
        using var folder = new TemporaryFolder();
        using var program = Start(folder, "check", ("MAPIGATE_DATA", Path.Combine(folder.Path, "data")));
        Assert.Contains("./mapigate serve makes it", await program.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Theory]
    [InlineData("correct horse ü\n", 0)]
    [InlineData("\n", 1)]
    [InlineData("", 1)]
    public async Task Password_prints_the_hash_of_what_it_reads(string input, int exitCode)
    {
        using var folder = new TemporaryFolder();
        using var program = Start(folder, "password");
        await program.StandardInput.WriteAsync(input);
        program.StandardInput.Close();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(exitCode, program.ExitCode);
        Assert.Equal(exitCode == 0, LocalPassword.Verify(input.TrimEnd('\n'), output.TrimEnd('\n')));
    }

    /// <summary>Serves until it is ready; what was written to standard error.</summary>
    private static async Task<string> ServeOnceAsync(TemporaryFolder folder, string data)
    {
        using var program = Start(folder, "serve", ("MAPIGATE_DATA", data), ("MAPIGATE_LISTEN__URL", "https://127.0.0.1:0"));
        var errors = program.StandardError.ReadToEndAsync();
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.StartsWith("ready ", line, StringComparison.Ordinal);
        Assert.Equal(0, Kill(program.Id, TerminationSignal));
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, program.ExitCode);
        return await errors;
    }

    private static Process Start(TemporaryFolder folder, string command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Mapigate.Gateway.Host.dll"), .. command.Split(' ')])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
