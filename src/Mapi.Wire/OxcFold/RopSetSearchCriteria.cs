using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Says what a search folder finds and where. [MS-OXCROPS] 2.2.4.4.1</summary>
/// <param name="Restriction">None keeps the current one.</param>
/// <param name="FolderIds">None keeps the current ones.</param>
public readonly record struct RopSetSearchCriteriaRequest(Restriction? Restriction, FolderId[] FolderIds, SetSearchFlags SearchFlags) : IRopRequest<RopSetSearchCriteriaRequest>
{
    public static RopId RopId => RopId.SetSearchCriteria;

    public static RopSetSearchCriteriaRequest Read(ref WireReader reader) => new(SizedRestriction.Read(ref reader), IdArray.ReadFolders(ref reader), (SetSearchFlags)reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        SizedRestriction.Write(writer, Restriction);
        IdArray.Write(writer, FolderIds);
        writer.WriteUInt32((uint)SearchFlags);
    }
}
