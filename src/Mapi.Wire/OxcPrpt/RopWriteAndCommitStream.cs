using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Writes to a stream and commits it. [MS-OXCROPS] 2.2.9.12.1</summary>
public readonly record struct RopWriteAndCommitStreamRequest(ReadOnlyMemory<byte> Data) : IRopRequest<RopWriteAndCommitStreamRequest>
{
    public static RopId RopId => RopId.WriteAndCommitStream;

    public static RopWriteAndCommitStreamRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.12.2; the same in success and failure</summary>
public readonly record struct RopWriteAndCommitStreamResponse(ushort WrittenSize) : IRopResponse<RopWriteAndCommitStreamResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopWriteAndCommitStreamResponse Read(ref WireReader reader) => new(reader.ReadUInt16());

    public void Write(WireWriter writer) => writer.WriteUInt16(WrittenSize);
}
