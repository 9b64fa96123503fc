using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Writes to a stream; several such requests may be packed into one call. [MS-OXCROPS] 2.2.9.4.1</summary>
public readonly record struct RopWriteStreamExtendedRequest(ReadOnlyMemory<byte> Data) : IRopRequest<RopWriteStreamExtendedRequest>
{
    public static RopId RopId => RopId.WriteStreamExtended;

    public static RopWriteStreamExtendedRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.4.2; the same in success and failure</summary>
public readonly record struct RopWriteStreamExtendedResponse(uint WrittenSize) : IRopResponse<RopWriteStreamExtendedResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopWriteStreamExtendedResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(WrittenSize);
}
