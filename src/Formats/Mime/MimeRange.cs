using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>A run of bytes of the message's source.</summary>
/// <param name="Offset">Bytes from the start of the source.</param>
/// <param name="Length">Bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MimeRange(long Offset, long Length)
{
    /// <summary>The offset after the last byte.</summary>
    public long End => Offset + Length;

    internal static MimeRange Between(long start, long end) => new(start, Math.Max(end - start, 0));
}
