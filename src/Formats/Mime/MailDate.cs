using System.Globalization;

namespace Mapigate.Formats.Mime;

/// <summary>Dates of mail. RFC 5322 3.3 and 4.3, and the other orders and spellings in which they occur.</summary>
public static class MailDate
{
    /// <summary>Reads a date-time. Without a zone it is taken as UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length > 256)
            text = text[..256];
        var draft = new MailDateDraft();
        var rest = text;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,\"'");
            if (rest.IsEmpty)
                break;
            if (rest[0] == '(')
            {
                var close = rest.IndexOf(')');
                draft.Comment(close < 0 ? rest[1..] : rest[1..close]);
                rest = close < 0 ? [] : rest[(close + 1)..];
                continue;
            }
            var end = rest.IndexOfAny(MailCharacters.DateWordEnd);
            if (end < 0)
                end = rest.Length;
            draft.Word(rest[..end]);
            rest = rest[end..];
        }
        return draft.TryFinish(out date);
    }

    /// <summary>Writes a date-time as RFC 5322 3.3 wants it, with the offset it has.</summary>
    public static string Format(DateTimeOffset date)
    {
        var offset = (int)date.Offset.TotalMinutes;
        var zone = string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00}");
        return date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone;
    }
}
