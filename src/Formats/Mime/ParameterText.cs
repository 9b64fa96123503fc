using System.Globalization;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Parameters of a field. What is not ASCII is written twice where names of files are concerned: Outlook reads RFC 2047 words in quotes but not
/// RFC 2231, strict readers the reverse.</summary>
internal static class ParameterText
{
    private const int MaxSection = 60;
    private const int MaxPlain = 400;

    internal static void Write(FoldingWriter writer, string name, string value)
    {
        value = HeaderText.WithoutControls(value).Replace('\t', ' ');
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value.Contains("=?", StringComparison.Ordinal) || value.Length > MaxPlain)
        {
            // Content-Type's name is the field that old readers look at; filename is standard and comes with sections.
            if (name.Equals("name", StringComparison.OrdinalIgnoreCase))
                WriteEncodedWords(writer, name, value);
            else
                WriteExtended(writer, name, value);
            return;
        }
        // Signs that a token may hold by RFC 2045 are misread by some: quotes never are.
        var isToken = value.Length > 0 && !value.AsSpan().ContainsAnyExcept(MailCharacters.PlainToken);
        var written = isToken ? value : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        writer.Append(";");
        writer.Word(name + "=" + written);
    }

    private static void WriteEncodedWords(FoldingWriter writer, string name, string value)
    {
        writer.Append(";");
        writer.Break();
        writer.Append(name + "=\"");
        var isFirst = true;
        foreach (var word in EncodedWordText.Encode(value, writer.Room - 2))
        {
            if (isFirst)
                writer.Append(word);
            else
                writer.Word(word);
            isFirst = false;
        }
        writer.Append("\"");
    }

    /// <summary>RFC 2231 4: one value where it fits a line, else numbered sections (3).</summary>
    private static void WriteExtended(FoldingWriter writer, string name, string value)
    {
        var encoded = PercentEncode(value);
        if (encoded.Sum(piece => piece.Length) <= MaxSection)
        {
            writer.Append(";");
            writer.Word($"{name}*=utf-8''{string.Concat(encoded)}");
            return;
        }
        var section = new StringBuilder("utf-8''");
        var number = 0;
        foreach (var piece in encoded)
        {
            if (section.Length + piece.Length > MaxSection)
                Flush();
            section.Append(piece);
        }
        Flush();

        void Flush()
        {
            writer.Append(";");
            writer.Word(string.Create(CultureInfo.InvariantCulture, $"{name}*{number}*={section}"));
            section.Clear();
            number++;
        }
    }

    /// <summary>One piece for each character, so that no section splits one.</summary>
    private static List<string> PercentEncode(string value)
    {
        var pieces = new List<string>(value.Length);
        var bytes = new byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '-' or '_' or '~' or '!' or '+' or '#' or '$' or '&'))
                pieces.Add(((char)rune.Value).ToString());
            else
                pieces.Add(string.Concat(bytes.Take(rune.EncodeToUtf8(bytes)).Select(value => string.Create(CultureInfo.InvariantCulture, $"%{value:X2}"))));
        }
        return pieces;
    }
}
