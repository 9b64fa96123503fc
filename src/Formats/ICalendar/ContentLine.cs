namespace Mapigate.Formats.ICalendar;

/// <summary>Reads one unfolded content line (RFC 5545 3.1) into a property, tolerating what is seen in the wild.</summary>
internal static class ContentLine
{
    private const int Unknown = -2;

    /// <summary>Whether the text is a name: letters, digits, hyphens, and the dot and underscore that vendors use.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Reads a line. Null when it cannot be a content line at all.</summary>
    /// <param name="line">The unfolded line.</param>
    /// <param name="maxParameters">Bound of parameters and of values of one parameter.</param>
    /// <param name="problem">What had to be repaired, or null.</param>
    public static ICalendarProperty? Read(string line, int maxParameters, out ICalendarProblemKind? problem)
    {
        problem = null;
        var nameEnd = line.AsSpan().IndexOfAny(';', ':');
        var name = (nameEnd < 0 ? line : line[..nameEnd]).Trim();
        if (!IsName(name))
        {
            problem = ICalendarProblemKind.StrayLine;
            return null;
        }

        if (nameEnd < 0)
        {
            // One word may be a line of somebody's text; a known name is a property that lost its value.
            problem = ICalendarProblemKind.MissingValue;
            return IsKnown(name) ? new ICalendarProperty(name, [], string.Empty) : null;
        }

        var parameters = new List<ICalendarParameter>();
        var at = nameEnd;
        var lastParenthesis = Unknown;
        while (at < line.Length && line[at] == ';')
        {
            var parameter = ReadParameter(line, ref at, maxParameters, ref lastParenthesis, ref problem);
            if (parameter is not null && parameters.Count < maxParameters)
            {
                parameters.Add(parameter);
            }
        }

        if (at >= line.Length)
        {
            problem = ICalendarProblemKind.MissingValue;
            return IsKnown(name) || parameters.Count > 0 ? new ICalendarProperty(name, parameters, string.Empty) : null;
        }

        return new ICalendarProperty(name, parameters, line[(at + 1)..]);
    }

    private static bool IsKnown(string name) => name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || ICalendarValueTypes.IsRegistered(name);

    private static ICalendarParameter? ReadParameter(string line, ref int at, int maxValues, ref int lastParenthesis, ref ICalendarProblemKind? problem)
    {
        var start = ++at;
        var end = line.AsSpan(at).IndexOfAny('=', ';', ':');
        if (end < 0 || line[at + end] != '=')
        {
            // vCalendar 1.0 writes ;BASE64 for ;ENCODING=BASE64; a doubled semicolon is nothing.
            at = end < 0 ? line.Length : at + end;
            var bare = line[start..at];
            if (string.IsNullOrWhiteSpace(bare))
            {
                problem ??= ICalendarProblemKind.BadParameter;
                return null;
            }

            return new ICalendarParameter(bare.Trim(), [], bare);
        }

        var name = line.AsSpan(at, end).Trim().ToString();
        if (!IsName(name))
        {
            problem ??= ICalendarProblemKind.BadParameter;
        }

        at += end + 1;
        var isTimeZoneId = name.Equals("TZID", StringComparison.OrdinalIgnoreCase);
        var values = new List<string>();
        while (true)
        {
            var value = ReadParameterValue(line, ref at, isTimeZoneId, ref lastParenthesis, ref problem);
            if (values.Count < maxValues)
            {
                values.Add(value);
            }

            if (at >= line.Length || line[at] != ',')
            {
                break;
            }

            at++;
        }

        return new ICalendarParameter(name, values, line[start..at]);
    }

    private static string ReadParameterValue(string line, ref int at, bool isTimeZoneId, ref int lastParenthesis, ref ICalendarProblemKind? problem)
    {
        var start = at;
        var parentheses = 0;
        while (at < line.Length)
        {
            var c = line[at];
            if (c == '"')
            {
                var close = line.IndexOf('"', at + 1);
                if (close >= 0)
                {
                    at = close + 1;
                    continue;
                }

                problem ??= ICalendarProblemKind.BadParameter;
            }
            else if (c is ';' or ',' || (c == ':' && parentheses <= 0))
            {
                break;
            }
            else if (isTimeZoneId && c is '(' or ')')
            {
                // TZID=(UTC+01:00) Berlin is written unquoted by some; the colon in the parentheses ends nothing.
                lastParenthesis = lastParenthesis == Unknown ? line.LastIndexOf(')') : lastParenthesis;
                parentheses = lastParenthesis < at ? 0 : parentheses + (c == '(' ? 1 : -1);
            }

            at++;
        }

        return Decode(line.AsSpan(start, at - start));
    }

    private static string Decode(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOfAny('"', '^') < 0)
        {
            return raw.ToString();
        }

        var text = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '"')
            {
                continue;
            }

            if (raw[i] == '^' && i + 1 < raw.Length && raw[i + 1] is 'n' or 'N' or '^' or '\'')
            {
                i++;
                text.Append(raw[i] switch { '^' => '^', '\'' => '"', _ => '\n' });
                continue;
            }

            text.Append(raw[i]);
        }

        return text.ToString();
    }
}
