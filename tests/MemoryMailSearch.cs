using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>Searches messages as an IMAP server does.</summary>
internal static class MemoryMailSearch
{
    public static bool Matches(string content, MailQuery query)
    {
        var end = content.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var blank ? blank : content.Length;
        return query switch
        {
            MailQuery.Header(var name, var value) => content[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
                .Any(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase) && line.Contains(value, StringComparison.OrdinalIgnoreCase)),
            MailQuery.Body(var value) => content[end..].Contains(value, StringComparison.OrdinalIgnoreCase),
            MailQuery.Text(var value) => content.Contains(value, StringComparison.OrdinalIgnoreCase),
            MailQuery.All(var queries) => queries.All(q => Matches(content, q)),
            MailQuery.Any(var queries) => queries.Any(q => Matches(content, q)),
            MailQuery.Not(var inner) => !Matches(content, inner),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query, "An unknown kind of query"),
        };
    }
}
