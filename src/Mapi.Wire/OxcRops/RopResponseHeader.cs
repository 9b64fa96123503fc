using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The six bytes that every response begins with, but for RopNotify, RopPending, RopBackoff and RopBufferTooSmall. [MS-OXCROPS] 2.2</summary>
/// <param name="RopId">Which operation.</param>
/// <param name="HandleIndex">The request's OutputHandleIndex where it has one (<see cref="IRopOutput"/>), else the index of its header.</param>
/// <param name="ReturnValue">Success, or why it failed.</param>
public readonly record struct RopResponseHeader(RopId RopId, byte HandleIndex, ErrorCode ReturnValue)
{
    public static RopResponseHeader Read(ref WireReader reader) => new((RopId)reader.ReadByte(), reader.ReadByte(), (ErrorCode)reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)RopId);
        writer.WriteByte(HandleIndex);
        writer.WriteUInt32((uint)ReturnValue);
    }
}
