using System.Globalization;

namespace Mapigate.Formats.Mime;

/// <summary>Dates of mail. RFC 5322 3.3 and 4.3, and the other orders and spellings in which they occur.</summary>
public static class MailDate
{
    private const int MaxLength = 256;

    /// <summary>Reads a date-time. Without a zone it is taken as UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        var draft = new MailDateDraft();
        Span<char> clean = stackalloc char[MaxLength];
        var rest = clean[..Clean(text[..Math.Min(text.Length, MaxLength)], clean, ref draft)];
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,\"'");
            if (rest.IsEmpty)
                return draft.TryFinish(out date);
            var end = rest.IndexOfAny(MailCharacters.DateWordEnd);
            if (end < 0)
                end = rest.Length;
            draft.Word(rest[..end]);
            rest = rest[end..];
        }
    }

    /// <summary>Takes out comments and the blanks around colons, both of which may stand within a time (RFC 5322 A.6.3).</summary>
    private static int Clean(ReadOnlySpan<char> text, Span<char> clean, ref MailDateDraft draft)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var symbol = text[i];
            if (symbol == '(')
            {
                var close = text[i..].IndexOf(')');
                draft.Comment(close < 0 ? text[(i + 1)..] : text[(i + 1)..(i + close)]);
                i = close < 0 ? text.Length : i + close;
                continue;
            }
            if (symbol == ':')
            {
                while (length > 0 && clean[length - 1] is ' ' or '\t' or '\r' or '\n')
                    length--;
            }
            else if (symbol is ' ' or '\t' or '\r' or '\n' && length > 0 && clean[length - 1] == ':')
            {
                continue;
            }
            clean[length++] = symbol;
        }
        return length;
    }

    /// <summary>Writes a date-time as RFC 5322 3.3 wants it, with the offset it has.</summary>
    public static string Format(DateTimeOffset date)
    {
        var offset = (int)date.Offset.TotalMinutes;
        var zone = string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00}");
        return date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone;
    }
}
