namespace Mapigate.Formats.Mime;

/// <summary>Which transfer encoding suits a text.</summary>
internal static class TextEncoding
{
    /// <summary>RFC 5322 2.1.1: 998 characters and CRLF.</summary>
    private const int MaxLine = 998;

    /// <summary>7bit for short lines of ASCII, quoted-printable for text that stays mostly readable in it, base64 for the rest.</summary>
    /// <param name="text">Text whose lines end in CRLF.</param>
    internal static ContentTransferEncoding Choose(ReadOnlySpan<byte> text)
    {
        int foreign = 0, column = 0, longest = 0;
        var fragile = false;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value == '\n')
            {
                longest = Math.Max(longest, column);
                column = 0;
                continue;
            }
            column++;
            if (value >= 0x7F || (value < 0x20 && value is not ((byte)'\t' or (byte)'\r')))
                foreign++;
            // A line of a signature file or mailbox that relays are known to change: blanks at its end, "From " at its start.
            if (value == '\r' && i > 0 && text[i - 1] is (byte)' ' or (byte)'\t')
                fragile = true;
            if (column == 1 && value == 'F' && text[i..].StartsWith("From "u8))
                fragile = true;
        }
        if (foreign * 6L > text.Length)
            return ContentTransferEncoding.Base64;
        return foreign == 0 && !fragile && Math.Max(longest, column) <= MaxLine ? ContentTransferEncoding.SevenBit : ContentTransferEncoding.QuotedPrintable;
    }
}
