using System.Buffers.Binary;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxRtfCp;

/// <summary>The value of PidTagRtfCompressed: RTF under a header, compressed or as it is. [MS-OXRTFCP] 2.1.3.1</summary>
public static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Uncompressed = 0x414C454D;
    private const int HeaderSize = 16;

    /// <summary>What COMPSIZE counts of the header.</summary>
    private const int CountedHeader = 12;

    /// <summary>Bytes that one compressed byte can stand for at most: a reference of two gives seventeen.</summary>
    private const int BestRatio = 9;

    /// <summary>Reads a value. The CRC is not asked for: a text that arrived damaged is still worth showing.</summary>
    /// <param name="value">The property's value.</param>
    /// <param name="maxLength">Most bytes of RTF that are taken.</param>
    /// <exception cref="WireFormatException">The header is none, the text is longer, or a reference points nowhere.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> value, int maxLength = 64 * 1024 * 1024)
    {
        if (value.Length < HeaderSize)
            throw new WireFormatException("Compressed RTF is shorter than its header");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(value);
        var rawSize = BinaryPrimitives.ReadUInt32LittleEndian(value[4..]);
        var type = BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
        var contents = value[HeaderSize..];
        if (size < CountedHeader || size - CountedHeader > (uint)contents.Length)
            throw new WireFormatException("Compressed RTF ends early");
        if (rawSize > (uint)maxLength || rawSize > (ulong)contents.Length * BestRatio)
            throw new WireFormatException("Compressed RTF claims a length that it cannot have");
        return type switch
        {
            // Writers disagree here about what the sizes count; the text is all that follows, or as much as is named.
            Uncompressed => contents[..(int)Math.Min(rawSize, (uint)contents.Length)].ToArray(),
            Compressed => Expand(contents[..(int)(size - CountedHeader)], (int)rawSize),
            _ => throw new WireFormatException("Compressed RTF is of an unknown type"),
        };
    }

    /// <summary>Writes a value.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> rtf)
    {
        var contents = new RtfTokenWriter().Write(rtf);
        var value = new byte[HeaderSize + contents.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(value, (uint)(contents.Length + CountedHeader));
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(4), (uint)rtf.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(8), Compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(12), RtfChecksum.Of(contents));
        contents.CopyTo(value.AsSpan(HeaderSize));
        return value;
    }

    /// <summary>[MS-OXRTFCP] 3.1.4.1.2: control bytes, each before eight literals or references; a reference to the place of writing ends the text.</summary>
    private static byte[] Expand(ReadOnlySpan<byte> contents, int rawSize)
    {
        var rtf = new byte[rawSize];
        var written = 0;
        var dictionary = new RtfDictionary();
        var at = 0;
        while (at < contents.Length)
        {
            int control = contents[at++];
            for (var bit = 0; bit < 8 && at < contents.Length; bit++)
            {
                if ((control & (1 << bit)) == 0)
                {
                    Put(contents[at++]);
                    continue;
                }

                if (contents.Length - at < 2)
                    throw new WireFormatException("Compressed RTF ends within a reference");
                var reference = BinaryPrimitives.ReadUInt16BigEndian(contents[at..]);
                at += 2;
                var (offset, length) = (reference >> 4, (reference & 0xF) + RtfDictionary.ShortestMatch);
                if (offset == dictionary.Position)
                    return written == rawSize ? rtf : rtf[..written];
                if (offset >= dictionary.Filled)
                    throw new WireFormatException("Compressed RTF refers to what was never written");
                for (var i = 0; i < length; i++)
                    Put(dictionary[offset + i]);
            }
        }

        return written == rawSize ? rtf : rtf[..written];

        void Put(byte octet)
        {
            if (written == rtf.Length)
                throw new WireFormatException("Compressed RTF is longer than it says");
            rtf[written++] = octet;
            dictionary.Add(octet);
        }
    }
}
