using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Locks, unlocks or finishes a message in the spooler queue. [MS-OXCROPS] 2.2.7.5.1</summary>
public readonly record struct RopSpoolerLockMessageRequest(MessageId MessageId, LockState LockState) : IRopRequest<RopSpoolerLockMessageRequest>
{
    public static RopId RopId => RopId.SpoolerLockMessage;

    public static RopSpoolerLockMessageRequest Read(ref WireReader reader) => new(new MessageId(reader.ReadUInt64()), (LockState)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(MessageId.Value);
        writer.WriteByte((byte)LockState);
    }
}
