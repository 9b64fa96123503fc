using System.Diagnostics;
using System.Text.Json;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Deploy;

/// <summary>What the Dockerfile puts into the image, run as the image runs it: by a user without rights, from a folder that it cannot write to.</summary>
public sealed class ImageTests(PublishedProgram published) : IClassFixture<PublishedProgram>, IAsyncLifetime
{
    /// <summary>The user of the runtime images; it needs no entry in the machine's list.</summary>
    private const string User = "1654";

    private static readonly string[] Libraries =
    [
        "Microsoft.Data.Sqlite.dll", "NodaTime.dll", "Polly.Core.dll", "System.CommandLine.dll", "libe_sqlite3.so",
        "SQLitePCLRaw.batteries_v2.dll", "SQLitePCLRaw.core.dll", "SQLitePCLRaw.provider.e_sqlite3.dll",
    ];

    private readonly Stack _stack = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mapigate-container-").FullName;

    /// <summary>The volume.</summary>
    private string Data => Path.Combine(_folder, "data");

    private string State => Path.Combine(Data, "state");

    private string Spool => Path.Combine(_folder, "spool");

    private string Config => Path.Combine(_folder, "gateway.json");

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Image_holds_the_program_and_its_libraries_and_nothing_else()
    {
        var projects = Directory.GetDirectories(Sources.At("src")).Select(project => $"Mapigate.{Path.GetFileName(project)}.dll");
        string[] host = ["Mapigate.Gateway.Host.deps.json", "Mapigate.Gateway.Host.runtimeconfig.json"];
        Assert.Equal(projects.Concat(host).Concat(Libraries).Order(StringComparer.Ordinal), Files(published.Folder));
    }

    [Fact]
    public async Task Program_serves_a_mailbox_without_rights_and_ends_when_it_is_told()
    {
        await PrepareAsync();
        var before = Files(published.Folder);
        var gateway = await GatewayProcess.StartAsync(new ProcessStartInfo("setpriv", Unprivileged("serve")), Settings);
        await using (gateway)
        {
            Assert.Equal("ready\n", (await HealthAsync()).RequireSuccess().Output);
            await using var mailbox = await Mailbox.OpenAsync(gateway.Url, _stack.NewUser(), Path.Combine(State, "tls", "self-signed.pem"));
            Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
            Assert.Equal(0, await gateway.StopAsync());
        }

        Assert.Equal(1, (await HealthAsync()).ExitCode);
        Assert.NotEmpty(Directory.GetFiles(State, "*.sqlite", SearchOption.AllDirectories));
        Assert.True(File.Exists(Path.Combine(Data, "extension.key")));
        Assert.Empty(Files(Spool));
        Assert.Equal(before, Files(published.Folder));
    }

    private Dictionary<string, string> Settings => new(StringComparer.Ordinal) { ["MAPIGATE_STATE"] = State, ["TMPDIR"] = Spool, ["DOTNET_EnableDiagnostics"] = "0", ["HOME"] = "/" };

    private Task<ToolResult> HealthAsync() => Tool.RunAsync("setpriv", Unprivileged("health"), environment: Settings);

    /// <summary>setpriv's arguments, then the program's own, as the image's ENTRYPOINT and CMD give them.</summary>
    private string[] Unprivileged(string command) =>
    [
        $"--reuid={User}", $"--regid={User}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
        "dotnet", published.Program, command, "--config", Config,
    ];

    /// <summary>Folders that the user owns, and a configuration without a certificate; the stack's own folder is root's alone.</summary>
    private async Task PrepareAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, PublishedProgram.ReadableByAll);
        var authority = Path.Combine(_folder, "ca.pem");
        File.Copy(_stack.CertificateAuthority, authority);
        await File.WriteAllTextAsync(Config, JsonSerializer.Serialize(new
        {
            listen = new { url = $"https://127.0.0.1:{GatewayProcess.FreePort()}" },
            domains = new[] { "example.test" },
            backends = new
            {
                imap = new { url = $"imaps://127.0.0.1:{_stack.Imaps}", certificateAuthority = authority },
                smtp = new { url = $"smtp://127.0.0.1:{_stack.Submission}", certificateAuthority = authority },
                dav = new { url = _stack.CalDav },
            },
        }));
        (await Tool.RunAsync("chmod", ["a+r", authority, Config])).RequireSuccess();
        (await Tool.RunAsync("install", ["--directory", $"--owner={User}", $"--group={User}", "--mode=0700", Data, Spool])).RequireSuccess();
    }

    private static List<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).ToList();
}
