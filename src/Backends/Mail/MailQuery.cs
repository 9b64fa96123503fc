using System.Collections.Immutable;

namespace Mapigate.Backends.Mail;

/// <summary>What a search of the server's looks for; all comparisons are for substrings, without regard to case. RFC 3501 6.4.4</summary>
public abstract record MailQuery
{
    private MailQuery()
    {
    }

    /// <summary>The header field holds the value; an empty value asks only for the field.</summary>
    public sealed record Header(string Name, string Value) : MailQuery;

    /// <summary>The body holds the text.</summary>
    public sealed record Body(string Value) : MailQuery;

    /// <summary>Header or body holds the text.</summary>
    public sealed record Text(string Value) : MailQuery;

    /// <summary>All of these hold.</summary>
    public sealed record All(ImmutableArray<MailQuery> Queries) : MailQuery;

    /// <summary>One of these holds.</summary>
    public sealed record Any(ImmutableArray<MailQuery> Queries) : MailQuery;

    /// <summary>It does not hold.</summary>
    public sealed record Not(MailQuery Query) : MailQuery;
}
