using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>
/// Proves a user to the server, once and without a second try: by PLAIN (RFC 4616) or LOGIN with a password, by OAUTHBEARER (RFC 7628) or XOAUTH2 with a token.
/// </summary>
internal static class SmtpLogIn
{
    // RFC 5321 4.5.3.1.4; RFC 4954 4 lets only the continuation lines be longer.
    private const int LongestCommand = 510;

    private const char Separator = '\u0001';

    public static async Task RunAsync(SmtpConnection connection, SmtpOptions options, BackendCredentials credentials, CancellationToken cancellationToken)
    {
        if (new[] { credentials.User, credentials.Password, credentials.AuthorizationId, credentials.BearerToken }.Any(text => text?.AsSpan().ContainsAny('\0', Separator) == true))
        {
            throw new BackendException(BackendError.AuthenticationFailed, "No SASL mechanism carries a user, password or token with such control characters.");
        }

        var mechanisms = connection.Capabilities.Mechanisms;
        var reply = (credentials.BearerToken, credentials.AuthorizationId) switch
        {
            ({ } token, _) when mechanisms.Contains("OAUTHBEARER") => await BearerAsync(
                connection, "OAUTHBEARER", OAuthBearer(options, credentials.AuthorizationId ?? credentials.User, token), refusalsAnswer: "AQ==", cancellationToken),
            ({ } token, _) when mechanisms.Contains("XOAUTH2") => await BearerAsync(
                connection, "XOAUTH2", $"user={credentials.AuthorizationId ?? credentials.User}{Separator}auth=Bearer {token}{Separator}{Separator}", refusalsAnswer: "", cancellationToken),
            (null, _) when mechanisms.Contains("PLAIN") => await BeginAsync(
                connection, "PLAIN", $"{credentials.AuthorizationId}\0{credentials.User}\0{credentials.Password}", cancellationToken),
            // LOGIN has no place for the user to act as.
            (null, null) when mechanisms.Contains("LOGIN") => await LoginAsync(connection, credentials, cancellationToken),
            _ => throw new BackendException(BackendError.NotSupported, $"The mail server offers no AUTH mechanism that takes a {(credentials.BearerToken is null ? "password" : "token")} on this connection."),
        };
        if (reply.Code != 235)
        {
            throw SmtpFault.AtLogIn(reply);
        }
    }

    /// <summary>RFC 7628 3.1, with the name escaped as in RFC 5801 4.</summary>
    private static string OAuthBearer(SmtpOptions options, string user, string token)
    {
        var name = user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture,
            $"n,a={name},{Separator}host={options.Host}{Separator}port={options.Port}{Separator}auth=Bearer {token}{Separator}{Separator}");
    }

    /// <summary>A refused token is explained in a challenge, which wants an answer before the refusal itself comes (RFC 7628 3.2.3).</summary>
    private static async Task<SmtpReply> BearerAsync(SmtpConnection connection, string mechanism, string response, string refusalsAnswer, CancellationToken cancellationToken)
    {
        var reply = await BeginAsync(connection, mechanism, response, cancellationToken);
        return reply.Code == 334 ? await connection.SendAsync(refusalsAnswer, cancellationToken) : reply;
    }

    /// <summary>Sends the initial response with the command, or where that would be too long after it.</summary>
    private static async Task<SmtpReply> BeginAsync(SmtpConnection connection, string mechanism, string response, CancellationToken cancellationToken)
    {
        var encoded = ToBase64(response);
        var command = $"AUTH {mechanism} {encoded}";
        if (command.Length <= LongestCommand)
        {
            return await connection.SendAsync(command, cancellationToken);
        }

        var reply = await connection.SendAsync($"AUTH {mechanism}", cancellationToken);
        return reply.Code == 334 ? await connection.SendAsync(encoded, cancellationToken) : reply;
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
