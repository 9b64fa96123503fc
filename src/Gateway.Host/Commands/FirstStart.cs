using System.Collections;
using Mapigate.Backends.Local;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Commands;

/// <summary>The first start without a configuration: makes the embedded default with one user, and tells his password, once.</summary>
internal static class FirstStart
{
    private const string Listen = "https://127.0.0.1:8443";

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public static async Task PrepareAsync(string path, IDictionary environment, TextWriter output)
    {
        // Where a container or a test says another address, the file and the greeting say it too.
        var listen = environment["MAPIGATE_LISTEN__URL"] as string ?? Listen;
        var address = $"{UserPart(Environment.UserName)}@localhost";
        var password = EmbeddedDefault.NewPassword();
        EmbeddedDefault.Write(path, listen, [new LocalUser(address, UserPart(Environment.UserName), LocalPassword.Hash(password))]);
        await output.WriteAsync($"""

              Welcome to Mapigate. There was no configuration, so it keeps the mailboxes itself.

                Address    {address}
                Password   {password}

              The password is shown this once. Everything lies in {Path.GetDirectoryName(path)}:
              gateway.json there adds users and names your own servers instead; ./mapigate password makes another password.

                Outlook, and the client commands   {listen}
                Calendars and contacts of phones   {listen}/dav/


            """);
    }

    /// <summary>The log-in name, where it can be the first part of an address.</summary>
    private static string UserPart(string name)
    {
        var part = string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        return part.Length is > 0 and <= 64 ? part : "user";
    }
}
