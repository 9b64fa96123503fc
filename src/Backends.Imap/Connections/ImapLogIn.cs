using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>Proves the user and turns on the extensions that this client uses. RFC 3501 6.2, RFC 4616, RFC 7628, RFC 5161, RFC 2971</summary>
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
        // OAuth's messages part their fields by U+0001.
        var forbidden = credentials.BearerToken is null ? "\0" : "\0\u0001";
        string?[] words = [credentials.User, credentials.Password, credentials.AuthorizationId, credentials.BearerToken];
        if (Array.Exists(words, word => word?.AsSpan().ContainsAny(forbidden) == true))
        {
            throw new BackendException(BackendError.AuthenticationFailed, "User name, password and token cannot hold such control characters.");
        }

        var before = connection.Capabilities;
        var command = credentials.BearerToken is { } token ? ByToken(before, credentials, token) : ByPassword(before, credentials);
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

    private static AuthenticateCommand ByToken(ImapCapabilities offered, BackendCredentials credentials, string token) => offered switch
    {
        { AuthOAuthBearer: true } => AuthenticateCommand.OAuthBearer(credentials, token),
        { AuthXOAuth2: true } => AuthenticateCommand.XOAuth2(credentials, token),
        _ => throw new BackendException(BackendError.NotSupported, "The IMAP server takes no tokens: it offers neither AUTH=OAUTHBEARER nor AUTH=XOAUTH2."),
    };

    private static ImapCommand ByPassword(ImapCapabilities offered, BackendCredentials credentials) => offered switch
    {
        { AuthPlain: true } => AuthenticateCommand.Plain(credentials),
        _ when credentials.AuthorizationId is not null =>
            throw new BackendException(BackendError.NotSupported, "The IMAP server does not offer AUTH=PLAIN, without which nobody can act for another user."),
        { LoginDisabled: false } => new LoginCommand(credentials),
        { AuthLogin: true } => AuthenticateCommand.Login(credentials),
        _ => throw new BackendException(BackendError.NotSupported, "The IMAP server allows no log-in on this connection (LOGINDISABLED): is TLS missing?"),
    };

    private static async Task EnableAsync(ImapConnection connection, string? clientName, CancellationToken cancellationToken)
    {
        var capabilities = connection.Capabilities;
        var commands = new List<ImapCommand>();
        var enable = new EnableCommand(string.Join(' ', ExtensionsOf(capabilities)));
        if (capabilities.Enable && ExtensionsOf(capabilities).Any())
        {
            commands.Add(enable);
        }

        var id = new IdCommand(clientName ?? "", Version);
        if (capabilities.Id && clientName is not null)
        {
            commands.Add(id);
        }

        await connection.SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            // A server that refuses either is used without it.
            await command.EndAsync(cancellationToken);
        }

        connection.HasQResync = enable.QResync;
        connection.ObjectIdItem = ObjectIdItemOf(capabilities, id.ServerName);
        connection.Names.IsUtf8 = enable.Utf8;
    }

    /// <summary>RFC 8474 5.1, or what servers called it before. Dovecot announces nothing, but says that it is Dovecot.</summary>
    private static string? ObjectIdItemOf(ImapCapabilities capabilities, string? serverName) => capabilities switch
    {
        { ObjectId: true } => "EMAILID",
        { GmailIds: true } => "X-GM-MSGID",
        _ when serverName?.Equals("Dovecot", StringComparison.OrdinalIgnoreCase) == true => "X-GUID",
        _ => null,
    };

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
