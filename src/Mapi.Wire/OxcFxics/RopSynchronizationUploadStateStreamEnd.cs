using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Ends the upload of a property of the synchronization state. [MS-OXCROPS] 2.2.13.11.1</summary>
public readonly record struct RopSynchronizationUploadStateStreamEndRequest : IRopRequest<RopSynchronizationUploadStateStreamEndRequest>
{
    public static RopId RopId => RopId.SynchronizationUploadStateStreamEnd;

    public static RopSynchronizationUploadStateStreamEndRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
