using System.Buffers;
using System.Runtime.CompilerServices;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>Reads exactly as many bytes as were announced.</summary>
internal static class ContentBlocks
{
    private const int BlockSize = 64 << 10;

    /// <exception cref="EndOfStreamException">The stream holds less.</exception>
    /// <exception cref="InvalidDataException">The stream holds more.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream content, long length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (var remaining = length; remaining > 0;)
            {
                var read = await content.ReadAsync(block.AsMemory(0, (int)Math.Min(remaining, block.Length)), cancellationToken);
                if (read == 0)
                {
                    throw new EndOfStreamException($"The message ends {remaining} bytes before its announced length of {length}.");
                }

                remaining -= read;
                if (remaining == 0 && await content.ReadAsync(new byte[1], cancellationToken) > 0)
                {
                    throw new InvalidDataException($"The message is longer than its announced length of {length}.");
                }

                yield return block.AsMemory(0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
