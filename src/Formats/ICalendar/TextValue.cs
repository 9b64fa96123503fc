using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>The TEXT type (RFC 5545 3.3.11) and the separators of lists and structured values.</summary>
public static class TextValue
{
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("\\;,\r\n") < 0 && !ContainsControl(text))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(c);
                    break;
                case '\r':
                    if (i + 1 >= text.Length || text[i + 1] != '\n')
                    {
                        escaped.Append("\\n");
                    }

                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                default:
                    // RFC 5545 3.1 allows no control characters but the tab.
                    if (!char.IsControl(c) || c == '\t')
                    {
                        escaped.Append(c);
                    }

                    break;
            }
        }

        return escaped.ToString();
    }

    public static string Unescape(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOf('\\') < 0)
        {
            return raw.ToString();
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            switch (raw[i])
            {
                case 'n' or 'N':
                    text.Append('\n');
                    break;
                case '\\' or ';' or ',' or ':' or '"':
                    text.Append(raw[i]);
                    break;
                default:
                    text.Append('\\').Append(raw[i]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Cuts a raw value at separators that are not escaped; the parts stay escaped.</summary>
    public static IReadOnlyList<string> Split(string raw, char separator)
    {
        if (raw.IndexOf(separator, StringComparison.Ordinal) < 0)
        {
            return [raw];
        }

        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
            {
                i++;
            }
            else if (raw[i] == separator)
            {
                parts.Add(raw[start..i]);
                start = i + 1;
            }
        }

        parts.Add(raw[start..]);
        return parts;
    }

    private static bool ContainsControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && c != '\t')
            {
                return true;
            }
        }

        return false;
    }
}
