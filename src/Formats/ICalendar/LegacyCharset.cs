using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>Charsets other than UTF-8, as vCalendar 1.0 names them in its CHARSET parameter.</summary>
internal static class LegacyCharset
{
    private const string Parameter = "CHARSET=";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The charset of the name, or Windows-1252 when it is not known.</summary>
    public static Encoding OfName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Windows1252;
        }

        try
        {
            name = name.Trim();
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Windows1252;
        }
    }

    /// <summary>The charset that a line that is not UTF-8 names for itself, or Windows-1252.</summary>
    public static Encoding OfContentLine(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var head = Encoding.Latin1.GetString(line[..Math.Clamp(colon, 0, 1024)]);
        var at = head.IndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return Windows1252;
        }

        var value = head[(at + Parameter.Length)..];
        var end = value.IndexOf(';', StringComparison.Ordinal);
        return OfName((end < 0 ? value : value[..end]).Trim('"'));
    }
}
