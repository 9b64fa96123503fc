using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>Proves the user and turns on the extensions that this client uses. RFC 3501 6.2, RFC 4616, RFC 5161, RFC 2971</summary>
internal static class ImapLogIn
{
    private static readonly string Version = typeof(ImapLogIn).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <exception cref="BackendException">AuthenticationFailed; Unavailable where the server cannot tell now; NotSupported.</exception>
    public static async Task LogInAsync(ImapConnection connection, BackendCredentials credentials, string? clientName, CancellationToken cancellationToken)
    {
        if (!connection.IsAuthenticated)
        {
            await ProveAsync(connection, credentials, cancellationToken);
        }

        await EnableAsync(connection, clientName, cancellationToken);
    }

    private static async Task ProveAsync(ImapConnection connection, BackendCredentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.User.Contains('\0') || credentials.Password.Contains('\0') || credentials.AuthorizationId?.Contains('\0') == true)
        {
            throw new BackendException(BackendError.AuthenticationFailed, "User name and password cannot hold a NUL.");
        }

        var before = connection.Capabilities;
        ImapCommand command;
        if (before.AuthPlain)
        {
            command = new AuthenticatePlainCommand(credentials);
        }
        else if (before.LoginDisabled)
        {
            throw new BackendException(BackendError.NotSupported, "The IMAP server allows no log-in on this connection (LOGINDISABLED): is TLS missing?");
        }
        else if (credentials.AuthorizationId is not null)
        {
            throw new BackendException(BackendError.NotSupported, "The IMAP server does not offer AUTH=PLAIN, without which nobody can act for another user.");
        }
        else
        {
            command = new LoginCommand(credentials);
        }

        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            throw ImapFault.FromLogIn(command.Name, answer);
        }

        if (ReferenceEquals(before, connection.Capabilities))
        {
            await connection.RunAsync(new PlainCommand("CAPABILITY"), cancellationToken);
        }
    }

    private static async Task EnableAsync(ImapConnection connection, string? clientName, CancellationToken cancellationToken)
    {
        var capabilities = connection.Capabilities;
        var commands = new List<ImapCommand>();
        var enable = new EnableCommand(string.Join(' ', ExtensionsOf(capabilities)));
        if (capabilities.Enable && ExtensionsOf(capabilities).Any())
        {
            commands.Add(enable);
        }

        if (capabilities.Id && clientName is not null)
        {
            commands.Add(new PlainCommand("ID", writer => writer.Raw(" (\"name\" "u8).Text(System.Text.Encoding.UTF8.GetBytes(clientName)).Raw($" \"version\" \"{Version}\")")));
        }

        await connection.SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            // A server that refuses either is used without it.
            await command.EndAsync(cancellationToken);
        }

        connection.HasQResync = enable.QResync;
        connection.Names.IsUtf8 = enable.Utf8;
    }

    private static IEnumerable<string> ExtensionsOf(ImapCapabilities capabilities)
    {
        if (capabilities.QResync)
        {
            yield return "QRESYNC";
        }
        else if (capabilities.CondStore)
        {
            yield return "CONDSTORE";
        }

        if (capabilities.Utf8)
        {
            yield return "UTF8=ACCEPT";
        }
    }
}
