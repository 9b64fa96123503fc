using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>Searches messages as an IMAP server does.</summary>
internal static class MemoryMailSearch
{
    /// <summary>The fields of a message that lists need, as a server gives them: folded as stored, ending with an empty line.</summary>
    public static byte[] Header(byte[] content)
    {
        // Latin-1 keeps every octet.
        var text = Encoding.Latin1.GetString(content);
        var lines = text[..(text.StartsWith("\r\n", StringComparison.Ordinal) ? 0 : text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var blank ? blank : text.Length)].Split("\r\n");
        var header = new StringBuilder();
        var isAskedFor = false;
        foreach (var line in lines)
        {
            if (!line.StartsWith(' ') && !line.StartsWith('\t'))
                isAskedFor = MailSummary.HeaderNames.Contains(line.Split(':')[0].Trim(), StringComparer.OrdinalIgnoreCase);
            if (isAskedFor)
                header.Append(line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(header.Append("\r\n").ToString());
    }

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
