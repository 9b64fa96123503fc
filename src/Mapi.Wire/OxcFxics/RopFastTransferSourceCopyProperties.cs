using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens the download of some properties of an object. [MS-OXCROPS] 2.2.12.8.1</summary>
/// <param name="Level">Zero copies subobjects too.</param>
public readonly record struct RopFastTransferSourceCopyPropertiesRequest(byte OutputHandleIndex, byte Level, CopyPropertiesFlags CopyFlags, SendOptions SendOptions, PropertyTag[] PropertyTags) : IRopRequest<RopFastTransferSourceCopyPropertiesRequest>, IRopOutput
{
    public static RopId RopId => RopId.FastTransferSourceCopyProperties;

    public static RopFastTransferSourceCopyPropertiesRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        reader.ReadByte(),
        (CopyPropertiesFlags)reader.ReadByte(),
        (SendOptions)reader.ReadByte(),
        PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte(Level);
        writer.WriteByte((byte)CopyFlags);
        writer.WriteByte((byte)SendOptions);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}
