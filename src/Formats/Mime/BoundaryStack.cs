namespace Mapigate.Formats.Mime;

/// <summary>The boundaries of the multiparts that are open, outermost first. RFC 2046 5.1.1.</summary>
internal sealed class BoundaryStack
{
    private readonly List<byte[]> boundaries = [];

    internal int Count => boundaries.Count;

    internal void Push(byte[] boundary) => boundaries.Add(boundary);

    internal void Pop() => boundaries.RemoveAt(boundaries.Count - 1);

    /// <summary>The level whose boundary a line is, innermost first, or -1.</summary>
    /// <param name="line">A line that begins with two hyphens; blanks and carriage returns at its end do not count.</param>
    /// <param name="isClose">Whether it closes the multipart.</param>
    internal int Match(ReadOnlySpan<byte> line, out bool isClose)
    {
        isClose = false;
        if (!line.StartsWith("--"u8))
            return -1;
        line = line[2..].TrimEnd(" \t\r\n"u8);
        var level = MatchWhole(line, out isClose);
        // RFC 2046 5.1.1 lets a delimiter be followed by what the line does not need: only text set off by a blank is so taken.
        if (level < 0 && line.IndexOfAny((byte)' ', (byte)'\t') is var blank and > 0)
            level = MatchWhole(line[..blank], out isClose);
        return level;
    }

    private int MatchWhole(ReadOnlySpan<byte> line, out bool isClose)
    {
        isClose = false;
        for (var level = boundaries.Count - 1; level >= 0; level--)
        {
            var boundary = boundaries[level];
            if (!line.StartsWith(boundary))
                continue;
            if (line.Length == boundary.Length)
                return level;
            isClose = line.Length == boundary.Length + 2 && line.EndsWith("--"u8);
            if (isClose)
                return level;
        }
        return -1;
    }
}
