using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Sets or takes away the filter of a table. [MS-OXCROPS] 2.2.5.3.1</summary>
public readonly record struct RopRestrictRequest(TableOperationFlags RestrictFlags, Restriction? Restriction) : IRopRequest<RopRestrictRequest>
{
    public static RopId RopId => RopId.Restrict;

    public static RopRestrictRequest Read(ref WireReader reader) => new((TableOperationFlags)reader.ReadByte(), SizedRestriction.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)RestrictFlags);
        SizedRestriction.Write(writer, Restriction);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.3.2</summary>
public readonly record struct RopRestrictResponse(TableStatus TableStatus) : IRopResponse<RopRestrictResponse>
{
    public static RopRestrictResponse Read(ref WireReader reader) => new((TableStatus)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)TableStatus);
}
