using System.Collections.Immutable;

namespace Mapigate.Backends.Mail;

/// <summary>The flags of a message: the system flags and keywords. Keywords compare without regard to case.</summary>
/// <param name="System">System flags.</param>
/// <param name="Keywords">Keywords as the server spells them, sorted without regard to case.</param>
public sealed record MailFlags(MailSystemFlags System, ImmutableArray<string> Keywords)
{
    public static readonly MailFlags None = new(MailSystemFlags.None, []);

    public static readonly MailFlags Seen = new(MailSystemFlags.Seen, []);

    public bool Equals(MailFlags? other) =>
        other is not null && System == other.System && Keywords.AsSpan().SequenceEqual(other.Keywords.AsSpan(), StringComparer.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(System, Keywords.Length);

    public bool HasKeyword(string keyword) => Keywords.Contains(keyword, StringComparer.OrdinalIgnoreCase);
}
