using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Uploads a piece of a FastTransfer stream. [MS-OXCROPS] 2.2.12.2.1</summary>
public readonly record struct RopFastTransferDestinationPutBufferRequest(ReadOnlyMemory<byte> TransferData) : IRopRequest<RopFastTransferDestinationPutBufferRequest>
{
    public static RopId RopId => RopId.FastTransferDestinationPutBuffer;

    public static RopFastTransferDestinationPutBufferRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)TransferData.Length));
        writer.WriteBytes(TransferData.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.12.2.2; the same in success and failure</summary>
public readonly record struct RopFastTransferDestinationPutBufferResponse(FastTransferStatus TransferStatus, ushort InProgressCount, ushort TotalStepCount, byte Reserved, ushort BufferUsedSize) : IRopResponse<RopFastTransferDestinationPutBufferResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopFastTransferDestinationPutBufferResponse Read(ref WireReader reader) => new(
        (FastTransferStatus)reader.ReadUInt16(),
        reader.ReadUInt16(),
        reader.ReadUInt16(),
        reader.ReadByte(),
        reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)TransferStatus);
        writer.WriteUInt16(InProgressCount);
        writer.WriteUInt16(TotalStepCount);
        writer.WriteByte(Reserved);
        writer.WriteUInt16(BufferUsedSize);
    }
}
