using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Imports a new or changed folder. [MS-OXCROPS] 2.2.13.4.1</summary>
public readonly record struct RopSynchronizationImportHierarchyChangeRequest(PropertyValue[] HierarchyValues, PropertyValue[] PropertyValues) : IRopRequest<RopSynchronizationImportHierarchyChangeRequest>
{
    public static RopId RopId => RopId.SynchronizationImportHierarchyChange;

    public static RopSynchronizationImportHierarchyChangeRequest Read(ref WireReader reader) => new(TaggedPropertyValue.ReadArray(ref reader), TaggedPropertyValue.ReadArray(ref reader));

    public void Write(WireWriter writer)
    {
        TaggedPropertyValue.WriteArray(writer, HierarchyValues);
        TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}

/// <summary>[MS-OXCROPS] 2.2.13.4.2</summary>
/// <param name="FolderId">Zero.</param>
public readonly record struct RopSynchronizationImportHierarchyChangeResponse(FolderId FolderId) : IRopResponse<RopSynchronizationImportHierarchyChangeResponse>
{
    public static RopSynchronizationImportHierarchyChangeResponse Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(FolderId.Value);
}
