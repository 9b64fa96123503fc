using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The last response of a buffer that was too small for all: what follows its RopId. [MS-OXCROPS] 2.2.15.1.1</summary>
/// <param name="SizeNeeded">Output bytes that the rest would take.</param>
/// <param name="RequestBuffers">The requests that were not done, as they came; to the end of the ROP list.</param>
public readonly record struct RopBufferTooSmall(ushort SizeNeeded, ReadOnlyMemory<byte> RequestBuffers)
{
    public static RopBufferTooSmall Read(ref WireReader reader) => new(reader.ReadUInt16(), reader.ReadBytes(reader.Remaining).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(SizeNeeded);
        writer.WriteBytes(RequestBuffers.Span);
    }
}
