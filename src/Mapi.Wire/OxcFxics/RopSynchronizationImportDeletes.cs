using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Imports deletions. [MS-OXCROPS] 2.2.13.5.1</summary>
/// <param name="PropertyValues">One multi-valued binary of source keys.</param>
public readonly record struct RopSynchronizationImportDeletesRequest(ImportDeleteFlags ImportDeleteFlags, PropertyValue[] PropertyValues) : IRopRequest<RopSynchronizationImportDeletesRequest>
{
    public static RopId RopId => RopId.SynchronizationImportDeletes;

    public static RopSynchronizationImportDeletesRequest Read(ref WireReader reader) => new((ImportDeleteFlags)reader.ReadByte(), TaggedPropertyValue.ReadArray(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)ImportDeleteFlags);
        TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}
