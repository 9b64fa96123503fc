using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Message identifiers of Message-ID, In-Reply-To and References. RFC 5322 3.6.4.</summary>
public static class MessageIdList
{
    private const int MaxIds = 2_000;

    /// <summary>The identifiers in order, each with its angle brackets and without blanks. Words that bear no brackets count where they hold an at sign,
    /// or where the field holds nothing else; phrases of old In-Reply-To fields are passed over.</summary>
    public static IReadOnlyList<string> Parse(string value)
    {
        var ids = new List<string>();
        var rest = value.AsSpan();
        while (ids.Count < MaxIds)
        {
            rest = rest.TrimStart(" \t\r\n,;");
            if (rest.IsEmpty)
                break;
            if (rest[0] == '<')
            {
                var close = rest.IndexOf('>');
                var id = close < 0 ? rest[1..] : rest[1..close];
                Add(ids, id);
                rest = close < 0 ? [] : rest[(close + 1)..];
                continue;
            }
            var end = rest.IndexOfAny(MailCharacters.IdEnd);
            var word = end < 0 ? rest : rest[..end];
            if (word.Contains('@') && !word.Contains('"'))
                Add(ids, word);
            rest = end < 0 ? [] : rest[end..];
        }
        if (ids.Count == 0)
            AddSoleWord(ids, value);
        return ids;
    }

    private static void AddSoleWord(List<string> ids, ReadOnlySpan<char> value)
    {
        value = value.Trim("<> \t\r\n");
        if (!value.IsEmpty && !value.ContainsAny(MailCharacters.NotInId))
            Add(ids, value);
    }

    private static void Add(List<string> ids, ReadOnlySpan<char> id)
    {
        if (id.Length > 0 && !id.ContainsAny(MailCharacters.Dropped))
        {
            ids.Add(string.Concat("<", id, ">"));
            return;
        }
        var clean = new StringBuilder(id.Length + 2).Append('<');
        foreach (var symbol in id)
        {
            if (!MailCharacters.Dropped.Contains(symbol))
                clean.Append(symbol);
        }
        if (clean.Length > 1)
            ids.Add(clean.Append('>').ToString());
    }
}
