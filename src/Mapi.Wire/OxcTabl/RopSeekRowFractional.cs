using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Moves the cursor to a fraction of the table. [MS-OXCROPS] 2.2.5.10.1</summary>
public readonly record struct RopSeekRowFractionalRequest(uint Numerator, uint Denominator) : IRopRequest<RopSeekRowFractionalRequest>
{
    public static RopId RopId => RopId.SeekRowFractional;

    public static RopSeekRowFractionalRequest Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Numerator);
        writer.WriteUInt32(Denominator);
    }
}
