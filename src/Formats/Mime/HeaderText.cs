using System.Buffers;
using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Field values from bytes to text. RFC 5322 2.2.3.</summary>
internal static class HeaderText
{
    /// <summary>Controls, which no decoded value may carry on into a protocol or a property.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        Enumerable.Range(0, 32).Where(value => value != '\t').Append(127).Select(value => (char)value).ToArray());

    /// <summary>Joins the lines of a value. A tab that only folds becomes a blank; lines that were cut without indentation are joined by one.</summary>
    internal static string Unfold(ReadOnlySpan<byte> value, string? charsetHint)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IndexOfAny((byte)'\r', (byte)'\n') < 0)
            return Charset.DecodeUnlabelled(value, charsetHint);

        var buffer = ArrayPool<byte>.Shared.Rent(value.Length);
        var length = 0;
        while (true)
        {
            var lineBreak = value.IndexOfAny((byte)'\r', (byte)'\n');
            var line = lineBreak < 0 ? value : value[..lineBreak];
            line.CopyTo(buffer.AsSpan(length));
            length += line.Length;
            if (lineBreak < 0)
                break;
            value = value[lineBreak..].TrimStart("\r\n"u8);
            buffer[length++] = (byte)' ';
            if (value.Length > 0 && value[0] is (byte)' ' or (byte)'\t')
                value = value[1..];
        }
        var text = Charset.DecodeUnlabelled(buffer.AsSpan(0, length), charsetHint);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Replaces control characters by blanks, so that no value can bring a line break along.</summary>
    internal static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
            clean.Append(Controls.Contains(character) ? ' ' : character);
        return clean.ToString();
    }
}
