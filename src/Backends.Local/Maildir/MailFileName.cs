using System.Globalization;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>A message file's name without flags: a unique part, then the sizes as Dovecot writes them, ",S=bytes,W=bytes with CRLF".</summary>
internal sealed record MailFileName(string Text)
{
    public static MailFileName Create(DateTimeOffset now, long fileSize, long messageSize) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{UniqueName.Next(now)},S={fileSize},W={messageSize}"));

    /// <summary>Another unique part before the same sizes.</summary>
    public MailFileName Renewed()
    {
        var comma = Text.IndexOf(',', StringComparison.Ordinal);
        return new MailFileName(UniqueName.Next(TimeProvider.System.GetUtcNow()) + (comma < 0 ? "" : Text[comma..]));
    }
}
