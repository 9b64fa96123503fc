using System.Globalization;
using System.Runtime.InteropServices;

namespace Mapigate.Backends.Local.Files;

/// <summary>What tells one state of a file or folder from another without reading it. Times are nanoseconds since 1970.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(ulong Inode, long Size, long Modified, long Changed)
{
    private const long Tick = 100_000_000;
    private const long CoarseTick = 2_100_000_000;
    private const long Second = 1_000_000_000;

    /// <summary>
    /// Whether a change after this look would give another stamp. File systems keep time in steps (the kernel's tick, a second, two): two changes within one step leave
    /// the same time.
    /// </summary>
    public bool IsSettled(DateTimeOffset lookedAt)
    {
        var now = (lookedAt - DateTimeOffset.UnixEpoch).Ticks * 100;
        return now - Math.Max(Modified, Changed) > (Changed % Second == 0 ? CoarseTick : Tick);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inode:x}.{Size:x}.{Modified:x}.{Changed:x}");

    public static FileStamp? Parse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[5];
        return text.Split(parts, '.') == 4
            && ulong.TryParse(text[parts[0]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var inode)
            && long.TryParse(text[parts[1]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            && long.TryParse(text[parts[2]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var modified)
            && long.TryParse(text[parts[3]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var changed)
            ? new FileStamp(inode, size, modified, changed)
            : null;
    }
}
