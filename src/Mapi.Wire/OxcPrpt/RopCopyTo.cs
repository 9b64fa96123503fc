using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Copies or moves all properties but some to another object; the header's index is the source. [MS-OXCROPS] 2.2.8.12.1</summary>
public readonly record struct RopCopyToRequest(byte DestHandleIndex, bool WantAsynchronous, bool WantSubObjects, CopyFlags CopyFlags, PropertyTag[] ExcludedTags) : IRopRequest<RopCopyToRequest>
{
    public static RopId RopId => RopId.CopyTo;

    public static RopCopyToRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        reader.ReadBoolean(),
        reader.ReadBoolean(),
        (CopyFlags)reader.ReadByte(),
        PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(WantSubObjects);
        writer.WriteByte((byte)CopyFlags);
        PropertyTagArray.Write(writer, ExcludedTags);
    }
}
