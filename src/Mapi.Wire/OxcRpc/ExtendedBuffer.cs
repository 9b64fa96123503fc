using System.Numerics;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Mapi.Wire.Xca;

namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>Payloads behind RPC_HEADER_EXT headers: ROP buffers and auxiliary blocks travel so. [MS-OXCRPC] 2.2.2.1, 3.1.4.2.1</summary>
public static class ExtendedBuffer
{
    /// <summary>Bytes of a header.</summary>
    public const int HeaderSize = 8;

    /// <summary>Most bytes of one payload, before compression.</summary>
    public const int MaxPayload = 0x8000;

    /// <summary>Most bytes that one call's buffers may hold together after decompression: 96 packed uploads ([MS-OXCRPC] 3.1.4.2.1.2.2).</summary>
    public const int MaxTotal = 96 * ushort.MaxValue;

    /// <summary>Smaller payloads are not worth compressing.</summary>
    private const int SmallestCompressed = 1024;

    private const byte Magic = 0xA5;

    /// <summary>Opens every buffer of a call, in order; an empty input has none.</summary>
    public static List<byte[]> Read(ReadOnlySpan<byte> data)
    {
        var payloads = new List<byte[]>(1);
        var reader = new WireReader(data);
        var total = 0;
        var last = data.IsEmpty;
        while (!last)
        {
            payloads.Add(ReadOne(ref reader, out last));
            total += payloads[^1].Length;
            if (total > MaxTotal)
                throw new WireFormatException($"Extended buffers hold more than {MaxTotal} bytes");
        }

        return payloads;
    }

    /// <summary>Writes one buffer, compressed where that is asked for and makes it smaller.</summary>
    /// <param name="writer">Takes the header and the payload.</param>
    /// <param name="payload">At most 65,535 bytes.</param>
    /// <param name="flags">Last for the last buffer; Compressed and XorMagic for the wanted form.</param>
    public static void Write(WireWriter writer, ReadOnlySpan<byte> payload, ExtendedBufferFlags flags)
    {
        var size = checked((ushort)payload.Length);
        writer.WriteUInt16(0);
        var flagsAt = writer.ReserveUInt16();
        var sizeAt = writer.ReserveUInt16();
        writer.WriteUInt16(size);
        var start = writer.Length;
        if (payload.Length < SmallestCompressed)
            flags &= ~ExtendedBufferFlags.Compressed;
        if ((flags & ExtendedBufferFlags.Compressed) != 0)
        {
            PlainLz77.Compress(payload, writer);
            if (writer.Length - start >= payload.Length)
            {
                writer.Truncate(start);
                flags &= ~ExtendedBufferFlags.Compressed;
            }
        }

        if ((flags & ExtendedBufferFlags.Compressed) == 0)
            writer.WriteBytes(payload);
        if ((flags & ExtendedBufferFlags.XorMagic) != 0)
            Obfuscate(writer.WrittenFrom(start));
        writer.PatchUInt16(flagsAt, (ushort)flags);
        writer.PatchUInt16(sizeAt, (ushort)(writer.Length - start));
    }

    private static byte[] ReadOne(ref WireReader reader, out bool last)
    {
        var version = reader.ReadUInt16();
        if (version != 0)
            throw new WireFormatException($"An extended buffer has version {version}");
        var flags = (ExtendedBufferFlags)reader.ReadUInt16();
        last = (flags & ExtendedBufferFlags.Last) != 0;
        var size = reader.ReadUInt16();
        var actual = reader.ReadUInt16();
        var payload = reader.ReadBytes(size).ToArray();
        if ((flags & ExtendedBufferFlags.XorMagic) != 0)
            Obfuscate(payload);
        if ((flags & ExtendedBufferFlags.Compressed) == 0)
            return size == actual ? payload : throw new WireFormatException($"An extended buffer of {size} bytes says {actual}");
        var opened = new byte[actual];
        PlainLz77.Decompress(payload, opened);
        return opened;
    }

    private static void Obfuscate(Span<byte> bytes)
    {
        var i = 0;
        var magic = new Vector<byte>(Magic);
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(bytes[i..]) ^ magic).CopyTo(bytes[i..]);
        for (; i < bytes.Length; i++)
            bytes[i] ^= Magic;
    }
}
