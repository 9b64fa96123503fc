using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Mail;

/// <summary>A set of UIDs as sorted ranges, so that a folder of a quarter of a million messages is a few numbers. Immutable.</summary>
public sealed class UidSet : IEnumerable<uint>
{
    public static readonly UidSet Empty = new([]);

    private UidSet(ImmutableArray<(uint First, uint Last)> ranges)
    {
        Ranges = ranges;
        foreach (var (first, last) in ranges)
            Count += (last - first) + 1L;
    }

    /// <summary>Disjoint, not adjacent, ascending.</summary>
    public ImmutableArray<(uint First, uint Last)> Ranges { get; }

    public long Count { get; }

    public bool IsEmpty => Ranges.IsEmpty;

    public uint Max => IsEmpty ? 0 : Ranges[^1].Last;

    public static UidSet Of(params ReadOnlySpan<uint> uids)
    {
        var sorted = uids.ToArray();
        Array.Sort(sorted);
        var ranges = ImmutableArray.CreateBuilder<(uint, uint)>();
        for (var i = 0; i < sorted.Length;)
        {
            var first = sorted[i];
            var last = first;
            for (i++; i < sorted.Length && sorted[i] - last <= 1; i++)
                last = sorted[i];
            ranges.Add((first, last));
        }

        return new UidSet(ranges.ToImmutable());
    }

    public static UidSet From(IEnumerable<uint> uids) => Of(uids.ToArray());

    /// <summary>Joins ranges given in any order; a range may be given backwards as IMAP allows.</summary>
    public static UidSet FromRanges(IEnumerable<(uint First, uint Last)> ranges)
    {
        var sorted = ranges.Select(r => r.First <= r.Last ? r : (First: r.Last, Last: r.First)).OrderBy(r => r.First);
        var joined = ImmutableArray.CreateBuilder<(uint First, uint Last)>();
        foreach (var range in sorted)
        {
            if (joined.Count > 0 && range.First <= (ulong)joined[^1].Last + 1)
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            else
                joined.Add(range);
        }

        return new UidSet(joined.ToImmutable());
    }

    public bool Contains(uint uid)
    {
        int low = 0, high = Ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (uid < Ranges[middle].First)
                high = middle - 1;
            else if (uid > Ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    /// <summary>What both sets hold.</summary>
    public UidSet Intersect(UidSet other)
    {
        var common = ImmutableArray.CreateBuilder<(uint, uint)>();
        for (int i = 0, j = 0; i < Ranges.Length && j < other.Ranges.Length;)
        {
            var (mine, theirs) = (Ranges[i], other.Ranges[j]);
            var first = Math.Max(mine.First, theirs.First);
            var last = Math.Min(mine.Last, theirs.Last);
            if (first <= last)
                common.Add((first, last));

            if (mine.Last < theirs.Last)
                i++;
            else
                j++;
        }

        return new UidSet(common.ToImmutable());
    }

    /// <summary>What this set holds and the other does not.</summary>
    public UidSet Except(UidSet other)
    {
        var rest = ImmutableArray.CreateBuilder<(uint, uint)>();
        var j = 0;
        foreach (var (first, last) in Ranges)
        {
            // Beyond the last number there is nothing left, hence the wider type.
            ulong next = first;
            for (; j < other.Ranges.Length && other.Ranges[j].First <= last; j++)
            {
                var (otherFirst, otherLast) = other.Ranges[j];
                if (otherFirst > next)
                    rest.Add(((uint)next, otherFirst - 1));
                next = Math.Max(next, otherLast + 1UL);
                if (otherLast > last)
                    break;
            }

            if (next <= last)
                rest.Add(((uint)next, last));
        }

        return new UidSet(rest.ToImmutable());
    }

    /// <summary>The set in IMAP's notation, "1:5,9".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in Ranges)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last != first)
                text.Append(CultureInfo.InvariantCulture, $":{last}");
        }

        return text.ToString();
    }

    public IEnumerator<uint> GetEnumerator()
    {
        foreach (var (first, last) in Ranges)
        {
            for (var uid = first; ; uid++)
            {
                yield return uid;
                if (uid == last)
                    break;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
