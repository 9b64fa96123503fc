using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Reads a piece of the read state of a public folder. [MS-OXCROPS] 2.2.3.12.1</summary>
/// <param name="MaxDataSize">Zero lets the server choose.</param>
public readonly record struct RopReadPerUserInformationRequest(LongTermId FolderId, byte Reserved, uint DataOffset, ushort MaxDataSize) : IRopRequest<RopReadPerUserInformationRequest>
{
    public static RopId RopId => RopId.ReadPerUserInformation;

    public static RopReadPerUserInformationRequest Read(ref WireReader reader) => new(LongTermId.Read(ref reader), reader.ReadByte(), reader.ReadUInt32(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        FolderId.Write(writer);
        writer.WriteByte(Reserved);
        writer.WriteUInt32(DataOffset);
        writer.WriteUInt16(MaxDataSize);
    }
}

/// <summary>[MS-OXCROPS] 2.2.3.12.2</summary>
/// <param name="HasFinished">This is the last piece.</param>
public readonly record struct RopReadPerUserInformationResponse(bool HasFinished, ReadOnlyMemory<byte> Data) : IRopResponse<RopReadPerUserInformationResponse>
{
    public static RopReadPerUserInformationResponse Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(HasFinished);
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
    }
}
