using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Asks for the size of a stream. [MS-OXCROPS] 2.2.9.6.1</summary>
public readonly record struct RopGetStreamSizeRequest : IRopRequest<RopGetStreamSizeRequest>
{
    public static RopId RopId => RopId.GetStreamSize;

    public static RopGetStreamSizeRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.6.2</summary>
public readonly record struct RopGetStreamSizeResponse(uint StreamSize) : IRopResponse<RopGetStreamSizeResponse>
{
    public static RopGetStreamSizeResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(StreamSize);
}
