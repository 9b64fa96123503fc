using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens a synchronization download. [MS-OXCROPS] 2.2.13.1.1</summary>
/// <param name="PropertyTags">What is left out, or with OnlySpecifiedProperties what alone is sent.</param>
public readonly record struct RopSynchronizationConfigureRequest(byte OutputHandleIndex, SynchronizationType SynchronizationType, SendOptions SendOptions, SynchronizationFlags SynchronizationFlags, Restriction? Restriction, SynchronizationExtraFlags SynchronizationExtraFlags, PropertyTag[] PropertyTags) : IRopRequest<RopSynchronizationConfigureRequest>, IRopOutput
{
    public static RopId RopId => RopId.SynchronizationConfigure;

    public static RopSynchronizationConfigureRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        (SynchronizationType)reader.ReadByte(),
        (SendOptions)reader.ReadByte(),
        (SynchronizationFlags)reader.ReadUInt16(),
        SizedRestriction.Read(ref reader),
        (SynchronizationExtraFlags)reader.ReadUInt32(),
        PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)SynchronizationType);
        writer.WriteByte((byte)SendOptions);
        writer.WriteUInt16((ushort)SynchronizationFlags);
        SizedRestriction.Write(writer, Restriction);
        writer.WriteUInt32((uint)SynchronizationExtraFlags);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}
