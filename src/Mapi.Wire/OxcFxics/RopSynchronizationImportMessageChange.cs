using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Imports a new or changed message. [MS-OXCROPS] 2.2.13.2.1</summary>
public readonly record struct RopSynchronizationImportMessageChangeRequest(byte OutputHandleIndex, ImportMessageFlags ImportFlags, PropertyValue[] PropertyValues) : IRopRequest<RopSynchronizationImportMessageChangeRequest>, IRopOutput
{
    public static RopId RopId => RopId.SynchronizationImportMessageChange;

    public static RopSynchronizationImportMessageChangeRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        (ImportMessageFlags)reader.ReadByte(),
        TaggedPropertyValue.ReadArray(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)ImportFlags);
        TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}

/// <summary>[MS-OXCROPS] 2.2.13.2.2</summary>
/// <param name="MessageId">Zero.</param>
public readonly record struct RopSynchronizationImportMessageChangeResponse(MessageId MessageId) : IRopResponse<RopSynchronizationImportMessageChangeResponse>
{
    public static RopSynchronizationImportMessageChangeResponse Read(ref WireReader reader) => new(new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(MessageId.Value);
}
