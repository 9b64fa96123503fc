using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>What is behind a gateway that is killed: servers, or mailboxes of its own.</summary>
/// <param name="Folder">Everything that is deleted in the end.</param>
/// <param name="Config">The gateway's configuration.</param>
/// <param name="Users">Who works.</param>
/// <param name="Authority">Whom to trust: a PEM file that is there once the gateway runs.</param>
internal sealed record KillSite(string Folder, string Config, IReadOnlyList<StackUser> Users, string Authority)
{
    private const string Password = "correct-horse";

    /// <summary>The gateway's own state.</summary>
    public string State => Path.Combine(Folder, "state");

    public static async Task<KillSite> BeforeAsync(Stack stack, int users)
    {
        var people = Enumerable.Range(0, users).Select(_ => stack.NewUser()).ToArray();
        foreach (var user in people)
        {
            using var calendars = new CalendarServer(stack, user);
            await calendars.MakeCalendarAsync();
        }

        return new KillSite(NewFolder(), stack.ConfigPath, people, stack.CertificateAuthority);
    }

    public static KillSite Embedded(int users)
    {
        var folder = NewFolder();
        var people = Enumerable.Range(1, users).Select(i => new StackUser($"user{i}@example.test", Password)).ToArray();
        var hash = QuickHash();
        var config = Path.Combine(folder, "gateway.json");
        File.WriteAllText(config, JsonSerializer.Serialize(new
        {
            listen = new { url = $"https://127.0.0.1:{GatewayProcess.FreePort()}" },
            domains = new[] { "example.test" },
            state = "state",
            backends = new { local = new { folder = "mail", users = people.Select(user => new { address = user.Address, password = hash }) } },
        }));
        return new KillSite(folder, config, people, Path.Combine(folder, "state", "tls", "self-signed.pem"));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("mapigate-e2e-kills-").FullName;

    /// <summary>Everybody logs in after each kill, and the password is no secret: one iteration does.</summary>
    private static string QuickHash()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Password), salt, 1, HashAlgorithmName.SHA512, 32);
        return string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-sha512$1${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }
}
