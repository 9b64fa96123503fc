using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens the download of the state that a synchronization has reached. [MS-OXCROPS] 2.2.13.8.1</summary>
public readonly record struct RopSynchronizationGetTransferStateRequest(byte OutputHandleIndex) : IRopRequest<RopSynchronizationGetTransferStateRequest>, IRopOutput
{
    public static RopId RopId => RopId.SynchronizationGetTransferState;

    public static RopSynchronizationGetTransferStateRequest Read(ref WireReader reader) => new(reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte(OutputHandleIndex);
}
