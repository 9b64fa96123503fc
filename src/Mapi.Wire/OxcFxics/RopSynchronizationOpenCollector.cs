using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens a synchronization upload. [MS-OXCROPS] 2.2.13.7.1</summary>
public readonly record struct RopSynchronizationOpenCollectorRequest(byte OutputHandleIndex, bool IsContentsCollector) : IRopRequest<RopSynchronizationOpenCollectorRequest>, IRopOutput
{
    public static RopId RopId => RopId.SynchronizationOpenCollector;

    public static RopSynchronizationOpenCollectorRequest Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteBoolean(IsContentsCollector);
    }
}
