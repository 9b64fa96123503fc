using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Begins the upload of one property of the synchronization state. [MS-OXCROPS] 2.2.13.9.1</summary>
public readonly record struct RopSynchronizationUploadStateStreamBeginRequest(PropertyTag StateProperty, uint TransferBufferSize) : IRopRequest<RopSynchronizationUploadStateStreamBeginRequest>
{
    public static RopId RopId => RopId.SynchronizationUploadStateStreamBegin;

    public static RopSynchronizationUploadStateStreamBeginRequest Read(ref WireReader reader) => new(new PropertyTag(reader.ReadUInt32()), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(StateProperty.Value);
        writer.WriteUInt32(TransferBufferSize);
    }
}
