using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Copies or moves properties to another object; the header's index is the source. [MS-OXCROPS] 2.2.8.11.1</summary>
public readonly record struct RopCopyPropertiesRequest(byte DestHandleIndex, bool WantAsynchronous, CopyFlags CopyFlags, PropertyTag[] PropertyTags) : IRopRequest<RopCopyPropertiesRequest>
{
    public static RopId RopId => RopId.CopyProperties;

    public static RopCopyPropertiesRequest Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadBoolean(), (CopyFlags)reader.ReadByte(), PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteByte((byte)CopyFlags);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}
