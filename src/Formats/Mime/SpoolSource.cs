using Microsoft.Win32.SafeHandles;

namespace Mapigate.Formats.Mime;

/// <summary>A message too large for memory, in a temporary file that vanishes when closed.</summary>
internal sealed class SpoolSource(FileStream file) : MimeSource, IDisposable
{
    private readonly SafeFileHandle handle = file.SafeFileHandle;

    internal override long Length { get; } = file.Length;

    internal override int Read(long offset, Span<byte> destination)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var read = RandomAccess.Read(handle, destination[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }
        return total;
    }

    public void Dispose() => file.Dispose();
}
