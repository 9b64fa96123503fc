using System.Diagnostics;
using System.Text.Json;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>The program with mailboxes of its own and no server behind it. Test classes say [Collection(EmbeddedGateway.Collection)]; each takes users of its own.</summary>
public sealed class EmbeddedGateway : IAsyncLifetime
{
    public const string Collection = "embedded";

    private const string Password = "correct-horse";
    private const int Users = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("mapigate-e2e-embedded-").FullName;
    private GatewayProcess _process = null!;
    private int _given;

    public Uri Url => _process.Url;

    /// <summary>The certificate that the gateway made for itself.</summary>
    public string Certificate => Path.Combine(_folder, "state", "tls", "self-signed.pem");

    /// <summary>A user that no other test has.</summary>
    internal StackUser NewUser() => Interlocked.Increment(ref _given) is var number && number <= Users
        ? new StackUser($"user{number}@example.test", Password)
        : throw new InvalidOperationException($"More than {Users} users are asked for.");

    internal Task<Mailbox> OpenAsync(StackUser user) => Mailbox.OpenAsync(Url, user, Certificate);

    public async Task InitializeAsync()
    {
        var hash = await HashAsync();
        var users = Enumerable.Range(1, Users).Select(i => new { address = $"user{i}@example.test", name = $"User {i}", password = hash });
        var configuration = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new
        {
            listen = new { url = $"https://127.0.0.1:{GatewayProcess.FreePort()}" },
            domains = new[] { "example.test" },
            state = "state",
            backends = new { local = new { folder = "mail", users } },
        }));
        _process = await GatewayProcess.StartAsync(configuration, new Dictionary<string, string>());
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> HashAsync()
    {
        var start = new ProcessStartInfo("dotnet", [GatewayProcess.Program(), "password"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(Password);
        process.StandardInput.Close();
        var hash = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return hash.Trim();
    }
}

[CollectionDefinition(EmbeddedGateway.Collection)]
public sealed class EmbeddedGatewayGroup : ICollectionFixture<EmbeddedGateway>;
