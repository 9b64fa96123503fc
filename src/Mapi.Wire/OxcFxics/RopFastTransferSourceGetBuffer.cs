using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Downloads the next piece of a FastTransfer stream. [MS-OXCROPS] 2.2.12.4.1</summary>
/// <param name="BufferSize">The most bytes wanted; <see cref="UseMaximum"/> lets the server choose.</param>
/// <param name="MaximumBufferSize">The most bytes wanted, present only with <see cref="UseMaximum"/>.</param>
public readonly record struct RopFastTransferSourceGetBufferRequest(ushort BufferSize, ushort MaximumBufferSize) : IRopRequest<RopFastTransferSourceGetBufferRequest>
{
    public const ushort UseMaximum = 0xBABE;

    public static RopId RopId => RopId.FastTransferSourceGetBuffer;

    /// <summary>The most bytes that the client takes.</summary>
    public ushort Limit => BufferSize == UseMaximum ? MaximumBufferSize : BufferSize;

    public static RopFastTransferSourceGetBufferRequest Read(ref WireReader reader)
    {
        var size = reader.ReadUInt16();
        return new RopFastTransferSourceGetBufferRequest(size, size == UseMaximum ? reader.ReadUInt16() : (ushort)0);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(BufferSize);
        if (BufferSize == UseMaximum)
            writer.WriteUInt16(MaximumBufferSize);
    }
}

/// <summary>[MS-OXCROPS] 2.2.12.4.2; the same in success and failure but for <see cref="ErrorCode.ServerBusy"/></summary>
public readonly record struct RopFastTransferSourceGetBufferResponse(
    FastTransferStatus TransferStatus,
    ushort InProgressCount,
    ushort TotalStepCount,
    ReadOnlyMemory<byte> TransferBuffer) : IRopResponse<RopFastTransferSourceGetBufferResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopFastTransferSourceGetBufferResponse Read(ref WireReader reader)
    {
        var status = (FastTransferStatus)reader.ReadUInt16();
        var done = reader.ReadUInt16();
        var total = reader.ReadUInt16();
        reader.Skip(1);
        return new RopFastTransferSourceGetBufferResponse(status, done, total, reader.ReadBytes(reader.ReadUInt16()).ToArray());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)TransferStatus);
        writer.WriteUInt16(InProgressCount);
        writer.WriteUInt16(TotalStepCount);
        writer.WriteByte(0);
        writer.WriteUInt16(checked((ushort)TransferBuffer.Length));
        writer.WriteBytes(TransferBuffer.Span);
    }

    public static IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) =>
        returnValue == ErrorCode.ServerBusy ? RopFastTransferSourceGetBufferBackoff.Read(ref reader) : null;
}

/// <summary>The server is busy; the return value is <see cref="ErrorCode.ServerBusy"/>. [MS-OXCROPS] 2.2.12.4.2</summary>
/// <param name="BackoffTime">Milliseconds to wait before the next request.</param>
public readonly record struct RopFastTransferSourceGetBufferBackoff(FastTransferStatus TransferStatus, ushort InProgressCount, ushort TotalStepCount, uint BackoffTime) : IRopFailure
{
    public static RopFastTransferSourceGetBufferBackoff Read(ref WireReader reader)
    {
        var status = (FastTransferStatus)reader.ReadUInt16();
        var done = reader.ReadUInt16();
        var total = reader.ReadUInt16();
        reader.Skip(3);
        return new RopFastTransferSourceGetBufferBackoff(status, done, total, reader.ReadUInt32());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)TransferStatus);
        writer.WriteUInt16(InProgressCount);
        writer.WriteUInt16(TotalStepCount);
        writer.WriteByte(0);
        writer.WriteUInt16(0);
        writer.WriteUInt32(BackoffTime);
    }
}
