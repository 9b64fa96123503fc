using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Opens a property as a stream. [MS-OXCROPS] 2.2.9.1.1</summary>
public readonly record struct RopOpenStreamRequest(byte OutputHandleIndex, PropertyTag PropertyTag, OpenStreamFlags OpenModeFlags) : IRopRequest<RopOpenStreamRequest>, IRopOutput
{
    public static RopId RopId => RopId.OpenStream;

    public static RopOpenStreamRequest Read(ref WireReader reader) => new(reader.ReadByte(), new PropertyTag(reader.ReadUInt32()), (OpenStreamFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt32(PropertyTag.Value);
        writer.WriteByte((byte)OpenModeFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.1.2</summary>
public readonly record struct RopOpenStreamResponse(uint StreamSize) : IRopResponse<RopOpenStreamResponse>
{
    public static RopOpenStreamResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(StreamSize);
}
