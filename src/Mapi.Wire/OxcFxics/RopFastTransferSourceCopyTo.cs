using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens the download of an object but for some properties. [MS-OXCROPS] 2.2.12.7.1</summary>
/// <param name="Level">Zero copies subobjects too.</param>
/// <param name="PropertyTags">What is left out.</param>
public readonly record struct RopFastTransferSourceCopyToRequest(byte OutputHandleIndex, byte Level, CopyToFlags CopyFlags, SendOptions SendOptions, PropertyTag[] PropertyTags) : IRopRequest<RopFastTransferSourceCopyToRequest>, IRopOutput
{
    public static RopId RopId => RopId.FastTransferSourceCopyTo;

    public static RopFastTransferSourceCopyToRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        reader.ReadByte(),
        (CopyToFlags)reader.ReadUInt32(),
        (SendOptions)reader.ReadByte(),
        PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte(Level);
        writer.WriteUInt32((uint)CopyFlags);
        writer.WriteByte((byte)SendOptions);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}
