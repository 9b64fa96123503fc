using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Writes to a stream. [MS-OXCROPS] 2.2.9.3.1</summary>
public readonly record struct RopWriteStreamRequest(ReadOnlyMemory<byte> Data) : IRopRequest<RopWriteStreamRequest>
{
    public static RopId RopId => RopId.WriteStream;

    public static RopWriteStreamRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.3.2; the same in success and failure</summary>
public readonly record struct RopWriteStreamResponse(ushort WrittenSize) : IRopResponse<RopWriteStreamResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopWriteStreamResponse Read(ref WireReader reader) => new(reader.ReadUInt16());

    public void Write(WireWriter writer) => writer.WriteUInt16(WrittenSize);
}
