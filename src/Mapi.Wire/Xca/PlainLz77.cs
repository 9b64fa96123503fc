using System.Buffers.Binary;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Xca;

/// <summary>
/// Plain LZ77, which [MS-OXCRPC] calls DIRECT2: 32 flags at a time say of each item whether it is a byte or a match of at least 3 bytes in the
/// last 8,192. [MS-XCA] 2.3, 2.4; [MS-OXCRPC] 3.1.4.11.1
/// </summary>
public static class PlainLz77
{
    private const int MinimumMatch = 3;
    private const int Window = 1 << 13;
    private const int HashBits = 12;

    /// <summary>How many earlier places are tried for a match: bounds the time by the size of the input.</summary>
    private const int MaximumTries = 16;

    /// <summary>Longest match whose length fits the 16-bit form that the remote procedure calls know.</summary>
    private const int MaximumMatch = ushort.MaxValue;

    /// <summary>Fills the output exactly. Input beyond what fills it is not looked at.</summary>
    /// <exception cref="WireFormatException">The input ends too early or a match reaches before the output's begin or beyond its end.</exception>
    public static void Decompress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var reader = new WireReader(input);
        uint flags = 0;
        var flagsLeft = 0;
        var sharedNibble = -1;
        var at = 0;
        while (at < output.Length)
        {
            if (flagsLeft == 0)
            {
                flags = reader.ReadUInt32();
                flagsLeft = 32;
            }

            flagsLeft--;
            if ((flags & (1u << flagsLeft)) == 0)
            {
                output[at++] = reader.ReadByte();
                continue;
            }

            var token = reader.ReadUInt16();
            var distance = (token >> 3) + 1;
            var length = ReadLength(ref reader, token & 7, input, ref sharedNibble);
            if (distance > at || length > output.Length - at)
                throw new WireFormatException($"A match of {length} bytes at distance {distance} does not fit at offset {at} of {output.Length}");
            Copy(output, at, distance, length);
            at += length;
        }
    }

    /// <summary>Writes the compressed form, whatever its size; random data grows by one part in eight.</summary>
    public static void Compress(ReadOnlySpan<byte> input, WireWriter output)
    {
        // The most recent place of each hash, and from each place the one before it with the same hash.
        Span<int> recent = stackalloc int[1 << HashBits];
        recent.Fill(-1);
        var before = new int[input.Length];

        uint flags = 0;
        var flagCount = 0;
        var flagsAt = output.ReserveUInt32();
        var nibbleAt = -1;
        var at = 0;
        while (at < input.Length)
        {
            var (length, distance) = FindMatch(input, at, recent, before);
            flags <<= 1;
            if (length == 0)
            {
                Remember(input, at, recent, before);
                output.WriteByte(input[at++]);
            }
            else
            {
                flags |= 1;
                WriteMatch(output, length, distance, ref nibbleAt);
                for (var end = at + length; at < end; at++)
                    Remember(input, at, recent, before);
            }

            if (++flagCount < 32)
                continue;
            output.PatchUInt32(flagsAt, flags);
            flagCount = 0;
            flagsAt = output.ReserveUInt32();
        }

        // Unused flags are ones: a match where the input ends tells the reader to stop ([MS-XCA] 2.3.4).
        output.PatchUInt32(flagsAt, flagCount == 0 ? uint.MaxValue : (flags << (32 - flagCount)) | (uint.MaxValue >> flagCount));
    }

    private static int ReadLength(ref WireReader reader, int length, ReadOnlySpan<byte> input, ref int sharedNibble)
    {
        if (length < 7)
            return length + MinimumMatch;

        // Two long matches share one byte, a half each.
        if (sharedNibble < 0)
        {
            sharedNibble = reader.Position;
            length = reader.ReadByte() & 0x0F;
        }
        else
        {
            length = input[sharedNibble] >> 4;
            sharedNibble = -1;
        }

        if (length < 15)
            return length + 7 + MinimumMatch;
        length = reader.ReadByte();
        if (length < 255)
            return length + 15 + 7 + MinimumMatch;
        var wide = (uint)reader.ReadUInt16();
        if (wide == 0)
            wide = reader.ReadUInt32();
        if (wide is < 15 + 7 or > int.MaxValue - MinimumMatch)
            throw new WireFormatException($"A match length of {wide} is out of range");
        return (int)wide + MinimumMatch;
    }

    private static void Copy(Span<byte> output, int at, int distance, int length)
    {
        // A match may overlap what it writes, and then repeats it.
        if (distance >= length)
        {
            output.Slice(at - distance, length).CopyTo(output[at..]);
            return;
        }

        for (var i = 0; i < length; i++)
            output[at + i] = output[at + i - distance];
    }

    private static void WriteMatch(WireWriter output, int length, int distance, ref int nibbleAt)
    {
        var rest = length - MinimumMatch;
        output.WriteUInt16((ushort)(((distance - 1) << 3) | Math.Min(rest, 7)));
        if (rest < 7)
            return;
        rest -= 7;
        var nibble = (byte)Math.Min(rest, 15);
        if (nibbleAt < 0)
        {
            nibbleAt = output.Length;
            output.WriteByte(nibble);
        }
        else
        {
            output.PatchByte(nibbleAt, (byte)(output.Written[nibbleAt] | (nibble << 4)));
            nibbleAt = -1;
        }

        if (nibble < 15)
            return;
        rest -= 15;
        output.WriteByte((byte)Math.Min(rest, 255));
        if (rest >= 255)
            output.WriteUInt16((ushort)(length - MinimumMatch));
    }

    private static (int Length, int Distance) FindMatch(ReadOnlySpan<byte> input, int at, ReadOnlySpan<int> recent, ReadOnlySpan<int> before)
    {
        if (input.Length - at < MinimumMatch)
            return default;
        var best = (Length: 0, Distance: 0);
        var target = input.Slice(at, Math.Min(input.Length - at, MaximumMatch));
        var candidate = recent[Hash(input[at..])];
        for (var tries = 0; tries < MaximumTries && candidate >= 0 && at - candidate <= Window; tries++, candidate = before[candidate])
        {
            var length = target.CommonPrefixLength(input[candidate..]);
            if (length > best.Length)
                best = (length, at - candidate);
            if (length == target.Length)
                break;
        }

        return best.Length >= MinimumMatch ? best : default;
    }

    private static void Remember(ReadOnlySpan<byte> input, int at, Span<int> recent, Span<int> before)
    {
        if (input.Length - at < MinimumMatch)
            return;
        ref var place = ref recent[Hash(input[at..])];
        before[at] = place;
        place = at;
    }

    private static int Hash(ReadOnlySpan<byte> bytes) =>
        (int)(((uint)(BinaryPrimitives.ReadUInt16LittleEndian(bytes) | (bytes[2] << 16)) * 0x9E3779B1u) >> (32 - HashBits));
}
