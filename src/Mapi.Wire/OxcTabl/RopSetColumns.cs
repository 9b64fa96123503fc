using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Sets the columns of a table. [MS-OXCROPS] 2.2.5.1.1</summary>
public readonly record struct RopSetColumnsRequest(TableOperationFlags SetColumnsFlags, PropertyTag[] PropertyTags) : IRopRequest<RopSetColumnsRequest>
{
    public static RopId RopId => RopId.SetColumns;

    public static RopSetColumnsRequest Read(ref WireReader reader) => new((TableOperationFlags)reader.ReadByte(), PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)SetColumnsFlags);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.1.2</summary>
public readonly record struct RopSetColumnsResponse(TableStatus TableStatus) : IRopResponse<RopSetColumnsResponse>
{
    public static RopSetColumnsResponse Read(ref WireReader reader) => new((TableStatus)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)TableStatus);
}
