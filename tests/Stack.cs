using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Mapigate.Tests;

/// <summary>
/// The real servers of tests/stack. Where MAPIGATE_STACK_JSON holds their description they run already; else they are started here, and stay for the next run.
/// Test classes say [Collection(Stack.Collection)] and take the stack in their constructor.
/// </summary>
public sealed class Stack : IAsyncLifetime
{
    public const string Collection = "stack";

    private const int NewUsers = 1000;

    private readonly ConcurrentBag<StackUser> _newUsers = [];
    private JsonElement _description;

    /// <summary>A ready configuration file of the gateway in front of these servers.</summary>
    public string ConfigPath => Text("config");

    /// <summary>Where the gateway will listen with that configuration.</summary>
    public Uri Gateway => new(Text("gateway"));

    public int Imap => Port("imap");

    public int Imaps => Port("imaps");

    public int Lmtp => Port("lmtp");

    public int Sieve => Port("sieve");

    public int Smtp => Port("smtp");

    public int Submission => Port("submission");

    public Uri CalDav => new(Text("caldav"));

    /// <summary>PEM file of the authority that signed the servers' certificates (localhost and 127.0.0.1).</summary>
    public string CertificateAuthority => Text("ca");

    public string Folder => Text("folder");

    public StackUser Alice => User("alice");

    public StackUser Bob => User("bob");

    public StackUser Carol => User("carol");

    /// <summary>May act for everybody.</summary>
    public StackUser Master => new(_description.GetProperty("master").GetProperty("user").GetString()!, _description.GetProperty("master").GetProperty("password").GetString()!);

    /// <summary>The mailbox that takes all mail to other domains.</summary>
    public StackUser Outside => Person(_description.GetProperty("outside"));

    /// <summary>A user that every server has from the start: alice, bob, carol, u1 to u20.</summary>
    public StackUser User(string name) =>
        _description.GetProperty("users").EnumerateArray().Select(Person).Single(user => user.Address.StartsWith(name + "@", StringComparison.Ordinal));

    /// <summary>A user that nobody has used before, with an empty mailbox: known to Dovecot (IMAP, LMTP, Sieve, submission) and to Radicale.</summary>
    public StackUser NewUser() => _newUsers.TryTake(out var user) ? user : throw new InvalidOperationException($"More than {NewUsers} new users are asked for.");

    public async Task InitializeAsync()
    {
        var json = Environment.GetEnvironmentVariable("MAPIGATE_STACK_JSON");
        if (string.IsNullOrWhiteSpace(json))
        {
            json = await StartAsync();
        }

        _description = JsonDocument.Parse(json).RootElement.Clone();
        await AddUsersAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<string> StartAsync()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mapigate.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No Mapigate.slnx above {AppContext.BaseDirectory}.");
        }

        using var up = Process.Start(new ProcessStartInfo(Path.Combine(folder, "tests", "stack", "up")) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = up.StandardError.ReadToEndAsync();
        var output = await up.StandardOutput.ReadToEndAsync();
        await up.WaitForExitAsync();
        return up.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]
            : throw new InvalidOperationException($"tests/stack/up failed: {await errors}");
    }

    private async Task AddUsersAsync()
    {
        var users = Enumerable.Range(0, NewUsers).Select(_ => new StackUser($"t{Guid.NewGuid():N}@example.test", Guid.NewGuid().ToString("N"))).ToList();
        Append(Path.Combine(Folder, "dovecot", "users"), string.Concat(users.Select(user => $"{user.Address}:{{PLAIN}}{user.Password}::::::\n")));
        Append(Path.Combine(Folder, "radicale", "users"), string.Concat(users.Select(user => $"{user.Address}:{user.Password}\n")));

        // Dovecot looks at the file's size once in each second of the clock, and gives no sign that it has.
        await Task.Delay(1_100 - DateTime.UtcNow.Millisecond);
        users.ForEach(_newUsers.Add);
    }

    /// <summary>One write at the file's end, so that test processes running side by side do not mix their lines.</summary>
    private static void Append(string file, string lines)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(Encoding.ASCII.GetBytes(lines));
    }

    private static StackUser Person(JsonElement user) => new(user.GetProperty("address").GetString()!, user.GetProperty("password").GetString()!);

    private string Text(string name) => _description.GetProperty(name).GetString()!;

    private int Port(string name) => _description.GetProperty(name).GetInt32();
}

public sealed record StackUser(string Address, string Password);

[CollectionDefinition(Stack.Collection)]
public sealed class StackGroup : ICollectionFixture<Stack>;
