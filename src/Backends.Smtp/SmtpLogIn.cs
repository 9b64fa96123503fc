using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>Proves a user to the server by PLAIN (RFC 4616) or LOGIN, once and without a second try.</summary>
internal static class SmtpLogIn
{
    // RFC 5321 4.5.3.1.4; RFC 4954 4 lets only the continuation lines be longer.
    private const int LongestCommand = 510;

    public static async Task RunAsync(SmtpConnection connection, BackendCredentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.User.Contains('\0') || credentials.Password.Contains('\0') || credentials.AuthorizationId?.Contains('\0') == true)
        {
            throw new BackendException(BackendError.AuthenticationFailed, "No SASL mechanism carries a user or password with a NUL.");
        }

        var mechanisms = connection.Capabilities.Mechanisms;
        var reply = mechanisms switch
        {
            _ when mechanisms.Contains("PLAIN") => await PlainAsync(connection, credentials, cancellationToken),
            // LOGIN has no place for the user to act as.
            _ when mechanisms.Contains("LOGIN") && credentials.AuthorizationId is null => await LoginAsync(connection, credentials, cancellationToken),
            _ => throw new BackendException(BackendError.NotSupported, "The mail server offers neither AUTH PLAIN nor a fitting other mechanism on this connection."),
        };
        if (reply.Code != 235)
        {
            throw SmtpFault.AtLogIn(reply);
        }
    }

    private static async Task<SmtpReply> PlainAsync(SmtpConnection connection, BackendCredentials credentials, CancellationToken cancellationToken)
    {
        var response = ToBase64($"{credentials.AuthorizationId}\0{credentials.User}\0{credentials.Password}");
        var command = $"AUTH PLAIN {response}";
        if (command.Length <= LongestCommand)
        {
            return await connection.SendAsync(command, cancellationToken);
        }

        var reply = await connection.SendAsync("AUTH PLAIN", cancellationToken);
        return reply.Code == 334 ? await connection.SendAsync(response, cancellationToken) : reply;
    }

    private static async Task<SmtpReply> LoginAsync(SmtpConnection connection, BackendCredentials credentials, CancellationToken cancellationToken)
    {
        var reply = await connection.SendAsync("AUTH LOGIN", cancellationToken);
        if (reply.Code == 334)
        {
            reply = await connection.SendAsync(ToBase64(credentials.User), cancellationToken);
        }

        return reply.Code == 334 ? await connection.SendAsync(ToBase64(credentials.Password), cancellationToken) : reply;
    }

    private static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
