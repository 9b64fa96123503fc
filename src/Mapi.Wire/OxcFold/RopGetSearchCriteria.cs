using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Asks what a search folder finds and where. [MS-OXCROPS] 2.2.4.5.1</summary>
public readonly record struct RopGetSearchCriteriaRequest(bool UseUnicode, bool IncludeRestriction, bool IncludeFolders) : IRopRequest<RopGetSearchCriteriaRequest>
{
    public static RopId RopId => RopId.GetSearchCriteria;

    public static RopGetSearchCriteriaRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(UseUnicode);
        writer.WriteBoolean(IncludeRestriction);
        writer.WriteBoolean(IncludeFolders);
    }
}

/// <summary>[MS-OXCROPS] 2.2.4.5.2</summary>
public readonly record struct RopGetSearchCriteriaResponse(Restriction? Restriction, byte LogonId, FolderId[] FolderIds, GetSearchFlags SearchFlags) : IRopResponse<RopGetSearchCriteriaResponse>
{
    public static RopGetSearchCriteriaResponse Read(ref WireReader reader) => new(
        SizedRestriction.Read(ref reader),
        reader.ReadByte(),
        IdArray.ReadFolders(ref reader),
        (GetSearchFlags)reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        SizedRestriction.Write(writer, Restriction);
        writer.WriteByte(LogonId);
        IdArray.Write(writer, FolderIds);
        writer.WriteUInt32((uint)SearchFlags);
    }
}
