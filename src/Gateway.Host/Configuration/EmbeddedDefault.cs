using System.Security.Cryptography;
using System.Text.Json;
using Mapigate.Backends.Local;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Makes the configuration of a gateway that keeps its mailboxes itself: a file like any other, to be read and changed by people.</summary>
internal static class EmbeddedDefault
{
    // Without those that look alike; 32 of them, five bits each.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A password of 80 random bits.</summary>
    public static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>Writes the file. The mailboxes will lie in its folder.</summary>
    /// <param name="path">The file, which is not there yet.</param>
    /// <param name="listen">Value of listen.url.</param>
    /// <param name="users">Address, name and password hash of each user; all of one domain.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string listen, IReadOnlyList<LocalUser> users)
    {
        var domain = users[0].Address[(users[0].Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var lines = string.Join(
            ",\n", users.Select(u => $"        {{ \"address\": {Quote(u.Address)}, \"name\": {Quote(u.Name)},\n          \"password\": {Quote(u.PasswordHash)} }}"));
        PrivateFile.Write(path, $$"""
            // Mapigate with mailboxes of its own. docs/configuration.md describes every setting; `./mapigate check` says what is wrong.
            {
              // For this machine alone. For others: "https://0.0.0.0:443", with externalUrl and a certificate.
              "listen": { "url": {{Quote(listen)}} },
              "domains": [{{Quote(domain)}}],
              "timeZone": {{Quote(TimeZone())}},
              // A cache; it may be deleted while the gateway is stopped.
              "state": "state",
              "backends": {
                "local": {
                  // Mail, calendars and contacts. This is what to back up.
                  "folder": "mail",
                  // `./mapigate password` makes the hash of another password.
                  "users": [
            {{lines}}
                  ]
                }
              }
            }

            """);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    /// <summary>Hashes hold + and names any letter: no browser will ever read this.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string TimeZone() => TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "UTC";
}
