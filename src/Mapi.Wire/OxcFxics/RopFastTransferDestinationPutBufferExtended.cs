using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Uploads a piece of a FastTransfer stream; its progress counts have 32 bits. [MS-OXCROPS] 2.2.12.3.1</summary>
public readonly record struct RopFastTransferDestinationPutBufferExtendedRequest(ReadOnlyMemory<byte> TransferData) : IRopRequest<RopFastTransferDestinationPutBufferExtendedRequest>
{
    public static RopId RopId => RopId.FastTransferDestinationPutBufferExtended;

    public static RopFastTransferDestinationPutBufferExtendedRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)TransferData.Length));
        writer.WriteBytes(TransferData.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.12.3.2; the same in success and failure</summary>
public readonly record struct RopFastTransferDestinationPutBufferExtendedResponse(FastTransferStatus TransferStatus, uint InProgressCount, uint TotalStepCount, byte Reserved, ushort BufferUsedSize) : IRopResponse<RopFastTransferDestinationPutBufferExtendedResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopFastTransferDestinationPutBufferExtendedResponse Read(ref WireReader reader) => new(
        (FastTransferStatus)reader.ReadUInt16(),
        reader.ReadUInt32(),
        reader.ReadUInt32(),
        reader.ReadByte(),
        reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)TransferStatus);
        writer.WriteUInt32(InProgressCount);
        writer.WriteUInt32(TotalStepCount);
        writer.WriteByte(Reserved);
        writer.WriteUInt16(BufferUsedSize);
    }
}
