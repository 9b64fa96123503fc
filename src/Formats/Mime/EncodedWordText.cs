using System.Globalization;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Text as a run of RFC 2047 encoded words in UTF-8: none longer than 75 characters, none splitting a character.</summary>
internal static class EncodedWordText
{
    private const int MaxWord = 75;
    private const string BPrefix = "=?utf-8?B?";
    private const string QPrefix = "=?utf-8?Q?";
    private const int Frame = 12;

    /// <summary>The words; the first may have at most <paramref name="room"/> characters when that is enough for one.</summary>
    internal static IEnumerable<string> Encode(string text, int room)
    {
        var useQ = PrefersQ(text);
        var start = 0;
        while (start < text.Length)
        {
            var budget = (start == 0 && room >= Frame + 16 ? Math.Min(room, MaxWord) : MaxWord) - Frame;
            var end = Fit(text, start, budget, useQ);
            yield return useQ ? QPrefix + Q(text[start..end]) + "?=" : BPrefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(text[start..end])) + "?=";
            start = end;
        }
    }

    private static int Fit(string text, int start, int budget, bool useQ)
    {
        int end = start, bytes = 0, length = 0;
        while (end < text.Length)
        {
            var (rune, units) = RuneAt(text, end);
            bytes += rune.Utf8SequenceLength;
            length = useQ ? length + QLength(rune) : (bytes + 2) / 3 * 4;
            if (length > budget && end > start)
                break;
            end += units;
        }
        return end;
    }

    /// <summary>Q where most of the text stays readable, B where it would only grow. Letters, digits and few signs stand for themselves (RFC 2047 5 (3)).</summary>
    private static bool PrefersQ(string text)
    {
        int q = 0, bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            q += QLength(rune);
            bytes += rune.Utf8SequenceLength;
        }
        return q <= (bytes + 2) / 3 * 4;
    }

    private static int QLength(Rune rune) => IsLiteral(rune) || rune.Value == ' ' ? 1 : 3 * rune.Utf8SequenceLength;

    private static string Q(string text)
    {
        var encoded = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ')
                encoded.Append('_');
            else if (IsLiteral(rune))
                encoded.Append((char)rune.Value);
            else
            {
                foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                    encoded.Append(CultureInfo.InvariantCulture, $"={value:X2}");
            }
        }
        return encoded.ToString();
    }

    private static bool IsLiteral(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '!' or '*' or '+' or '-' or '/' or '.');

    private static (Rune Rune, int Units) RuneAt(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out var rune) ? (rune, rune.Utf16SequenceLength) : (Rune.ReplacementChar, 1);
}
