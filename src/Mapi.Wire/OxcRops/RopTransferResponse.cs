using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The response of RopMoveCopyMessages, RopMoveFolder and RopCopyFolder, the same in success and failure; a missing destination has its own. [MS-OXCROPS] 2.2.4.6.2</summary>
/// <param name="PartialCompletion">Something was left undone.</param>
public readonly record struct RopTransferResponse(bool PartialCompletion) : IRopResponse<RopTransferResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopTransferResponse Read(ref WireReader reader) => new(reader.ReadBoolean());

    public void Write(WireWriter writer) => writer.WriteBoolean(PartialCompletion);

    public static IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) =>
        returnValue == ErrorCode.DestinationNullObject ? RopTransferNullDestinationFailure.Read(ref reader) : null;
}

/// <summary>The destination index has no object; the return value is <see cref="ErrorCode.DestinationNullObject"/>. [MS-OXCROPS] 2.2.4.6.3</summary>
/// <param name="DestHandleIndex">The request's, widened to four bytes.</param>
/// <param name="PartialCompletion">Something was left undone.</param>
public readonly record struct RopTransferNullDestinationFailure(uint DestHandleIndex, bool PartialCompletion) : IRopFailure
{
    public static RopTransferNullDestinationFailure Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(DestHandleIndex);
        writer.WriteBoolean(PartialCompletion);
    }
}
