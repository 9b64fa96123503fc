using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Adds or removes the objects that a property of one object refers to. [MS-OXCMAPIHTTP] 2.2.5.10.1</summary>
/// <param name="EntryIds">Ephemeral or Permanent Entry IDs.</param>
public sealed record ModLinkAttRequest(
    ModLinkAttFlags Flags,
    PropertyTag PropertyTag,
    MinimalEntryId MinimalId,
    IReadOnlyList<byte[]>? EntryIds,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ModLinkAttRequest>
{
    public static ModLinkAttRequest Read(ref WireReader reader) => new(
        Flags: (ModLinkAttFlags)reader.ReadUInt32(),
        PropertyTag: new PropertyTag(reader.ReadUInt32()),
        MinimalId: MinimalEntryId.Read(ref reader),
        EntryIds: reader.ReadBoolean() ? reader.ReadMany(4, static (ref WireReader r) => r.ReadSized()) : null,
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        writer.WriteUInt32(PropertyTag.Value);
        MinimalId.Write(writer);
        writer.WritePresence(EntryIds is not null);
        if (EntryIds is not null)
        {
            writer.WriteUInt32((uint)EntryIds.Count);
            foreach (var entryId in EntryIds)
                writer.WriteSized(entryId);
        }

        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Whether the property was modified. [MS-OXCMAPIHTTP] 2.2.5.10.2</summary>
public sealed record ModLinkAttResponse(ErrorCode ErrorCode, byte[] AuxiliaryBuffer) : IMapiHttpBody<ModLinkAttResponse>
{
    public static ModLinkAttResponse Read(ref WireReader reader) => new(ErrorCode: reader.ReadStatus(), AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
