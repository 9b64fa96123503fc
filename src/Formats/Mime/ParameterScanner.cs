using System.Globalization;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Splits parameters. Tolerates doubled and missing semicolons, blanks, special characters and comments in unquoted values, open quotes and lone backslashes.</summary>
internal ref struct ParameterScanner(ReadOnlySpan<char> text)
{
    private const int MaxParameters = 1_000;
    private const string Blanks = " \t\r\n";

    private ReadOnlySpan<char> rest = text;
    private int count;

    internal bool TryRead(out RawParameter parameter)
    {
        while (count++ < MaxParameters)
        {
            rest = rest.TrimStart("; \t\r\n");
            var end = rest.IndexOfAny('=', ';');
            if (end < 0)
                break;
            var name = rest[..end].Trim(Blanks);
            var isFlag = rest[end] == ';';
            rest = rest[(end + 1)..];
            if (isFlag)
                continue;
            // "junk name=value": the name is the last word.
            var blank = name.LastIndexOfAny(Blanks);
            if (blank >= 0)
                name = name[(blank + 1)..];
            var value = ReadValue(name);
            if (name.IsEmpty)
                continue;
            parameter = Named(name, value);
            return true;
        }
        parameter = default;
        return false;
    }

    private string ReadValue(ReadOnlySpan<char> name)
    {
        rest = rest.TrimStart(Blanks);
        if (rest.StartsWith("\""))
            return ReadQuoted();
        var end = rest.IndexOf(';');
        var value = (end < 0 ? rest : rest[..end]).Trim(Blanks);
        rest = end < 0 ? [] : rest[end..];
        return WithoutComment(value, name).ToString();
    }

    /// <summary>A quoted-string. A backslash counts only before a quote or backslash: Windows paths come unescaped.</summary>
    private string ReadQuoted()
    {
        var body = rest[1..];
        var plain = body.IndexOfAny('"', '\\');
        if (plain >= 0 && body[plain] == '"')
        {
            rest = body[(plain + 1)..];
            return body[..plain].ToString();
        }
        var value = new StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '"')
            {
                rest = body[(i + 1)..];
                return value.ToString();
            }
            if (body[i] == '\\' && i + 1 < body.Length && body[i + 1] is '"' or '\\')
                i++;
            value.Append(body[i]);
        }
        rest = [];
        return value.ToString().TrimEnd();
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> value, ReadOnlySpan<char> name)
    {
        if (!value.EndsWith(")") || name.StartsWith("name", StringComparison.OrdinalIgnoreCase) || name.StartsWith("filename", StringComparison.OrdinalIgnoreCase))
            return value;
        var comment = value.IndexOf(" (");
        return comment < 0 ? value : value[..comment].TrimEnd(Blanks);
    }

    /// <summary>RFC 2231: name*, name*0, name*0*.</summary>
    private static RawParameter Named(ReadOnlySpan<char> name, string value)
    {
        var extended = name.EndsWith("*");
        if (extended)
            name = name[..^1];
        var section = -1;
        var star = name.LastIndexOf('*');
        if (star > 0 && int.TryParse(name[(star + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out section))
            name = name[..star];
        else
            section = -1;
        return new RawParameter(name.ToString(), section, extended, value);
    }
}
