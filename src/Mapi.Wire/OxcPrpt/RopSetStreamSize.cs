using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Cuts or extends a stream. [MS-OXCROPS] 2.2.9.7.1</summary>
public readonly record struct RopSetStreamSizeRequest(ulong StreamSize) : IRopRequest<RopSetStreamSizeRequest>
{
    public static RopId RopId => RopId.SetStreamSize;

    public static RopSetStreamSizeRequest Read(ref WireReader reader) => new(reader.ReadUInt64());

    public void Write(WireWriter writer) => writer.WriteUInt64(StreamSize);
}
