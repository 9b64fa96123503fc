using System.Buffers.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>Sets of UIDs as the server writes them, "1:5,9". RFC 3501 9 (sequence-set), RFC 4315 (uid-set)</summary>
internal static class UidRanges
{
    /// <summary>The ranges in the order of the text, ends in the order of the text; what is no number ends the reading.</summary>
    public static List<(uint First, uint Last)> Parse(ReadOnlySpan<byte> text)
    {
        var ranges = new List<(uint, uint)>();
        while (Utf8Parser.TryParse(text, out uint first, out var used))
        {
            text = text[used..];
            var last = first;
            if (!text.IsEmpty && text[0] == ':')
            {
                if (!Utf8Parser.TryParse(text[1..], out last, out used))
                {
                    break;
                }

                text = text[(used + 1)..];
            }

            ranges.Add((first, last));
            if (text.IsEmpty || text[0] != ',')
            {
                break;
            }

            text = text[1..];
        }

        return ranges;
    }

    /// <summary>Each number in the order of the text, at most <paramref name="limit"/>.</summary>
    public static IEnumerable<uint> Expand(List<(uint First, uint Last)> ranges, long limit)
    {
        foreach (var (first, last) in ranges)
        {
            for (var uid = first; limit-- > 0; uid += first <= last ? 1u : uint.MaxValue)
            {
                yield return uid;
                if (uid == last)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Cuts the set into texts of bounded length.</summary>
    public static IEnumerable<string> Cut(UidSet uids, int longest = ImapLimits.UidSetCharacters)
    {
        var part = new List<(uint, uint)>();
        var length = 0;
        foreach (var range in uids.Ranges)
        {
            var needed = Digits(range.First) + (range.First == range.Last ? 1 : Digits(range.Last) + 2);
            if (length + needed > longest)
            {
                yield return UidSet.FromRanges(part).ToString();
                part.Clear();
                length = 0;
            }

            part.Add(range);
            length += needed;
        }

        if (part.Count > 0)
        {
            yield return UidSet.FromRanges(part).ToString();
        }

        static int Digits(uint number)
        {
            var digits = 1;
            for (; number >= 10; number /= 10)
            {
                digits++;
            }

            return digits;
        }
    }
}
