using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Copies bytes from one stream to another; the header's index is the source. [MS-OXCROPS] 2.2.9.9.1</summary>
public readonly record struct RopCopyToStreamRequest(byte DestHandleIndex, ulong ByteCount) : IRopRequest<RopCopyToStreamRequest>
{
    public static RopId RopId => RopId.CopyToStream;

    public static RopCopyToStreamRequest Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadUInt64());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        writer.WriteUInt64(ByteCount);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.9.2; the same in success and failure but for a missing destination</summary>
public readonly record struct RopCopyToStreamResponse(ulong ReadByteCount, ulong WrittenByteCount) : IRopResponse<RopCopyToStreamResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopCopyToStreamResponse Read(ref WireReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(ReadByteCount);
        writer.WriteUInt64(WrittenByteCount);
    }

    public static IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) =>
        returnValue == ErrorCode.DestinationNullObject ? RopCopyToStreamNullDestinationFailure.Read(ref reader) : null;
}

/// <summary>The destination index has no object; the return value is <see cref="ErrorCode.DestinationNullObject"/>. [MS-OXCROPS] 2.2.9.9.3</summary>
/// <param name="DestHandleIndex">The request's, widened to four bytes.</param>
public readonly record struct RopCopyToStreamNullDestinationFailure(uint DestHandleIndex, ulong ReadByteCount, ulong WrittenByteCount) : IRopFailure
{
    public static RopCopyToStreamNullDestinationFailure Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(DestHandleIndex);
        writer.WriteUInt64(ReadByteCount);
        writer.WriteUInt64(WrittenByteCount);
    }
}
