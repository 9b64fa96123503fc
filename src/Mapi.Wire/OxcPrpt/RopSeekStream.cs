using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Moves the position in a stream. [MS-OXCROPS] 2.2.9.8.1</summary>
public readonly record struct RopSeekStreamRequest(StreamOrigin Origin, long Offset) : IRopRequest<RopSeekStreamRequest>
{
    public static RopId RopId => RopId.SeekStream;

    public static RopSeekStreamRequest Read(ref WireReader reader) => new((StreamOrigin)reader.ReadByte(), reader.ReadInt64());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Origin);
        writer.WriteInt64(Offset);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.8.2</summary>
public readonly record struct RopSeekStreamResponse(ulong NewPosition) : IRopResponse<RopSeekStreamResponse>
{
    public static RopSeekStreamResponse Read(ref WireReader reader) => new(reader.ReadUInt64());

    public void Write(WireWriter writer) => writer.WriteUInt64(NewPosition);
}
