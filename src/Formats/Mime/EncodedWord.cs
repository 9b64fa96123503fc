using System.Buffers;
using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2047 encoded words to text, with what senders get wrong: words within words or quotes, without blanks between them, with
/// characters or base64 groups split across words, with blanks or question marks inside, in unknown charsets.</summary>
public static class EncodedWord
{
    private const int MaxCharset = 64;

    /// <summary>RFC 2047 2: an encoded word has no more than 75 characters.</summary>
    private const int UsualBytes = 75;

    /// <summary>Decodes all encoded words in a text; everything else stays, but for control characters, which become blanks.</summary>
    public static string Decode(string text) =>
        HeaderText.WithoutControls(text.Contains("=?", StringComparison.Ordinal) ? DecodeWords(text) : text);

    private static string DecodeWords(string text)
    {
        var result = new StringBuilder(text.Length);
        var word = new WordBuffer();
        int copied = 0, search = 0, terminator = -1;
        while (text.IndexOf("=?", search, StringComparison.Ordinal) is var start and >= 0)
        {
            if (!TryRead(text, start, ref terminator, out var charset, out var encoding, out var payload, out var end))
            {
                if (terminator == int.MaxValue)
                    break;
                search = start + 2;
                continue;
            }
            var between = text.AsSpan(copied, start - copied);
            if (!word.IsOpen || !between.IsWhiteSpace())
            {
                word.Flush(result);
                result.Append(between);
            }
            else if (!word.Continues(charset))
            {
                word.Flush(result);
            }
            word.Append(charset, encoding, text.AsSpan()[payload]);
            copied = search = end;
        }
        word.Flush(result);
        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Reads the word at <paramref name="start"/>. The position of the next terminator is remembered, which keeps hostile input linear.</summary>
    private static bool TryRead(string text, int start, ref int terminator, out string charset, out char encoding, out Range payload, out int end)
    {
        (charset, encoding, payload, end) = ("", '\0', default, 0);
        var label = text.AsSpan(start + 2, Math.Min(MaxCharset, text.Length - start - 2));
        var mark = label.IndexOf('?');
        if (mark < 0 || label[..mark].ContainsAny(" \t\"") || start + mark + 4 >= text.Length || text[start + mark + 4] != '?')
            return false;
        encoding = char.ToUpperInvariant(text[start + mark + 3]);
        if (encoding is not ('B' or 'Q'))
            return false;
        charset = label[..mark].ToString();
        var star = charset.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0)
            charset = charset[..star];

        var first = start + mark + 5;
        if (terminator < first)
            terminator = NextTerminator(text, first);
        var searched = first;
        while (terminator != int.MaxValue)
        {
            if (text.AsSpan(searched, terminator - searched).IndexOf("=?") >= 0)
                return false;
            searched = terminator;
            if (encoding == 'B' || !IsQuestionMarkBeforeEscape(text, terminator))
            {
                payload = first..terminator;
                end = terminator + 2;
                return true;
            }
            terminator = NextTerminator(text, terminator + 1);
        }
        return false;
    }

    private static int NextTerminator(string text, int from)
    {
        var found = text.IndexOf("?=", from, StringComparison.Ordinal);
        return found < 0 ? int.MaxValue : found;
    }

    /// <summary>"?=20" inside a Q word whose question mark was left unescaped: two digits follow, and another terminator before any new word.</summary>
    private static bool IsQuestionMarkBeforeEscape(string text, int terminator)
    {
        if (terminator + 4 > text.Length || !char.IsAsciiHexDigit(text[terminator + 2]) || !char.IsAsciiHexDigit(text[terminator + 3]))
            return false;
        var rest = text.AsSpan(terminator + 2, Math.Min(text.Length - terminator - 2, 256));
        var next = rest.IndexOf("?=");
        var word = rest.IndexOf("=?");
        return next >= 0 && (word < 0 || next < word);
    }

    /// <summary>The bytes of adjacent words in one charset: a character may begin in one word and end in the next.</summary>
    private sealed class WordBuffer
    {
        private readonly ArrayBufferWriter<byte> bytes = new(UsualBytes);
        private readonly byte[] group = new byte[4];
        private int groupLength;
        private string? charset;

        internal bool IsOpen => charset is not null;

        internal bool Continues(string next) => string.Equals(charset, next, StringComparison.OrdinalIgnoreCase);

        internal void Append(string label, char encoding, ReadOnlySpan<char> payload)
        {
            charset = label;
            if (encoding == 'B')
                AppendBase64(payload);
            else
                AppendQ(payload);
        }

        internal void Flush(StringBuilder result)
        {
            if (charset is null)
                return;
            EndGroup();
            result.Append(Charset.Decode(bytes.WrittenSpan, charset));
            bytes.ResetWrittenCount();
            charset = null;
        }

        private void AppendBase64(ReadOnlySpan<char> payload)
        {
            // A group left open by the word before goes on here unless its spare bits are zero, which tells omitted padding.
            if (groupLength > 0 && HasNoSpareBits())
                EndGroup();
            if (groupLength == 0 && Convert.TryFromBase64Chars(payload, bytes.GetSpan(payload.Length), out var length))
            {
                bytes.Advance(length);
                return;
            }
            foreach (var symbol in payload)
            {
                if (symbol == '=')
                {
                    EndGroup();
                    continue;
                }
                if (!char.IsAsciiLetterOrDigit(symbol) && symbol is not ('+' or '/'))
                    continue;
                group[groupLength++] = (byte)symbol;
                if (groupLength == 4)
                    EndGroup();
            }
        }

        private bool HasNoSpareBits() => groupLength switch
        {
            2 => (SixBits(group[1]) & 0x0F) == 0,
            3 => (SixBits(group[2]) & 0x03) == 0,
            _ => false,
        };

        private void EndGroup()
        {
            var decoder = new Base64Decoder();
            var output = bytes.GetSpan(8);
            bytes.Advance(decoder.Decode(group.AsSpan(0, groupLength), final: true, output, out _));
            groupLength = 0;
        }

        private static int SixBits(byte symbol) => (char)symbol switch
        {
            >= 'A' and <= 'Z' => symbol - 'A',
            >= 'a' and <= 'z' => symbol - 'a' + 26,
            >= '0' and <= '9' => symbol - '0' + 52,
            '+' => 62,
            _ => 63,
        };

        private void AppendQ(ReadOnlySpan<char> payload)
        {
            EndGroup();
            for (var i = 0; i < payload.Length; i++)
            {
                var symbol = payload[i];
                if (symbol == '=' && i + 2 < payload.Length && char.IsAsciiHexDigit(payload[i + 1]) && char.IsAsciiHexDigit(payload[i + 2]))
                {
                    Append((byte)(QuotedPrintableDecoder.HexValue((byte)payload[i + 1]) << 4 | QuotedPrintableDecoder.HexValue((byte)payload[i + 2])));
                    i += 2;
                }
                else if (symbol < 0x80)
                {
                    Append(symbol == '_' ? (byte)' ' : (byte)symbol);
                }
                else
                {
                    var encoded = bytes.GetSpan(4);
                    var length = Rune.DecodeFromUtf16(payload[i..], out var rune, out var used) == OperationStatus.Done ? rune.EncodeToUtf8(encoded) : 0;
                    bytes.Advance(length);
                    i += used - 1;
                }
            }
        }

        private void Append(byte value)
        {
            bytes.GetSpan(1)[0] = value;
            bytes.Advance(1);
        }
    }
}
