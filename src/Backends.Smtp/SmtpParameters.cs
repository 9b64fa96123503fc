using System.Globalization;
using System.Text;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp;

/// <summary>The parameters of MAIL and RCPT that say what becomes of a message (RFC 3461, RFC 4865, RFC 6533).</summary>
internal static class SmtpParameters
{
    private const int LongestEnvelopeId = 100;

    /// <summary>The envelope asks for something that a server with DSN alone does.</summary>
    public static bool AsksForReports(MailEnvelope envelope) => envelope.EnvelopeId is not null || envelope.ReturnsContent is not null || envelope.Notices.Count > 0;

    /// <exception cref="BackendException">Refused: the envelope's id is none.</exception>
    public static string OfMail(MailEnvelope envelope)
    {
        var text = new StringBuilder();
        if (envelope.ReturnsContent is { } returns)
        {
            text.Append(returns ? " RET=FULL" : " RET=HDRS");
        }

        if (envelope.EnvelopeId is { } id)
        {
            var encoded = id.Length is > 0 and <= LongestEnvelopeId && !id.AsSpan().ContainsAnyExceptInRange(' ', '~') ? ToXText(id) : "";
            text.Append(encoded.Length is > 0 and <= LongestEnvelopeId
                ? $" ENVID={encoded}"
                : throw new BackendException(BackendError.Refused, "The envelope's id is not one that SMTP can carry."));
        }

        return text.ToString();
    }

    public static string OfRecipient(MailEnvelope envelope, SmtpAddress recipient)
    {
        var notify = envelope.Notices.TryGetValue(recipient.Given, out var notices) ? $" NOTIFY={ToNotify(notices)}" : "";
        // RFC 3461 4.2: reports then name the address that the sender knows, whatever becomes of it on the way.
        var original = recipient.NeedsUtf8 ? $"utf-8;{ToUtf8XText(recipient.Path)}" : $"rfc822;{ToXText(recipient.Path)}";
        return $"{notify} ORCPT={original}";
    }

    /// <exception cref="BackendException">NotSupported: the server holds nothing back, or not so long.</exception>
    public static string OfHold(DateTimeOffset until, DateTimeOffset now, SmtpCapabilities offers)
    {
        var wait = until - now;
        if (wait <= TimeSpan.Zero)
        {
            return "";
        }

        if (offers.LongestHold == 0)
        {
            throw new BackendException(BackendError.NotSupported, "The mail server keeps no message back until a later time.");
        }

        return wait.TotalSeconds <= offers.LongestHold
            ? " HOLDUNTIL=" + until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : throw new BackendException(BackendError.NotSupported, $"The mail server keeps messages back for {offers.LongestHold} s at most.");
    }

    private static string ToNotify(DeliveryNotices notices) => notices == DeliveryNotices.Never
        ? "NEVER"
        : string.Join(',', new[] { DeliveryNotices.Success, DeliveryNotices.Failure, DeliveryNotices.Delay }.Where(n => notices.HasFlag(n)).Select(n => n.ToString().ToUpperInvariant()));

    /// <summary>RFC 3461 4.</summary>
    private static string ToXText(string text) =>
        string.Concat(text.Select(c => c is > ' ' and <= '~' and not ('+' or '=') ? c.ToString() : $"+{(int)c:X2}"));

    /// <summary>RFC 6533 3, in the form that needs no SMTPUTF8 on the way back.</summary>
    private static string ToUtf8XText(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.Value is > ' ' and <= '~' and not ('+' or '=' or '\\') ? r.ToString() : $"\\x{{{r.Value:X2}}}"));
}
