using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>A property parameter (RFC 5545 3.2): a name and one or more values, decoded (RFC 6868).</summary>
public sealed class ICalendarParameter
{
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="values">Decoded values; those that need it are quoted and caret-encoded when written.</param>
    public ICalendarParameter(string name, params IReadOnlyList<string> values)
    {
        if (!ContentLine.IsName(name))
        {
            throw new ArgumentException("A parameter name consists of letters, digits and hyphens.", nameof(name));
        }

        Name = name;
        Values = values;
        RawText = Encode(name, values);
    }

    internal ICalendarParameter(string name, IReadOnlyList<string> values, string rawText)
    {
        Name = name;
        Values = values;
        RawText = rawText;
    }

    public string Name { get; }

    /// <summary>The values; none for the bare parameters of vCalendar 1.0, such as <c>;QUOTED-PRINTABLE:</c>.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The first value, empty when there is none.</summary>
    public string Value => Values.Count > 0 ? Values[0] : string.Empty;

    /// <summary>The parameter as it stands, or is to stand, between two semicolons of a content line.</summary>
    public string RawText { get; }

    public override string ToString() => RawText;

    private static string Encode(string name, IReadOnlyList<string> values)
    {
        var text = new StringBuilder(name).Append('=');
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            AppendValue(text, values[i]);
        }

        return text.ToString();
    }

    private static void AppendValue(StringBuilder text, string value)
    {
        var quoted = value.AsSpan().IndexOfAny(":;,") >= 0;
        if (quoted)
        {
            text.Append('"');
        }

        foreach (var c in value)
        {
            // RFC 6868 3: what no quoting can hold is encoded by a caret.
            switch (c)
            {
                case '\r':
                    break;
                case '\n':
                    text.Append("^n");
                    break;
                case '^':
                    text.Append("^^");
                    break;
                case '"':
                    text.Append("^'");
                    break;
                default:
                    if (!char.IsControl(c) || c == '\t')
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        if (quoted)
        {
            text.Append('"');
        }
    }
}
