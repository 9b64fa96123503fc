using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Reads from a stream. [MS-OXCROPS] 2.2.9.2.1</summary>
/// <param name="ByteCount">The most bytes wanted; <see cref="UseMaximum"/> says that the next field does.</param>
/// <param name="MaximumByteCount">The most bytes wanted, present only with <see cref="UseMaximum"/>.</param>
public readonly record struct RopReadStreamRequest(ushort ByteCount, uint MaximumByteCount) : IRopRequest<RopReadStreamRequest>
{
    public const ushort UseMaximum = 0xBABE;

    public static RopId RopId => RopId.ReadStream;

    /// <summary>The most bytes that the client takes.</summary>
    public uint Limit => ByteCount == UseMaximum ? MaximumByteCount : ByteCount;

    public static RopReadStreamRequest Read(ref WireReader reader)
    {
        var count = reader.ReadUInt16();
        return new RopReadStreamRequest(count, count == UseMaximum ? reader.ReadUInt32() : 0);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(ByteCount);
        if (ByteCount == UseMaximum)
            writer.WriteUInt32(MaximumByteCount);
    }
}

/// <summary>[MS-OXCROPS] 2.2.9.2.2; the same in success and failure</summary>
/// <param name="Data">Empty at the end of the stream.</param>
public readonly record struct RopReadStreamResponse(ReadOnlyMemory<byte> Data) : IRopResponse<RopReadStreamResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopReadStreamResponse Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
    }
}
