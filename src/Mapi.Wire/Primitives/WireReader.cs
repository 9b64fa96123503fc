using System.Buffers.Binary;
using System.Text;

namespace Mapigate.Mapi.Wire.Primitives;

/// <summary>
/// Reads the little-endian fields of the MAPI documents from one buffer. Each read checks the bounds and throws <see cref="WireFormatException"/>
/// when the data ends too early; a count is checked with <see cref="CheckCount"/> before anything of its size is made.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>The code page of 8-bit strings: the logon's where one is known, else Latin-1, which loses no byte.</summary>
    public Encoding String8 { readonly get; set; } = Encoding.Latin1;

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    public readonly int Remaining => _data.Length - Position;

    /// <summary>What has not been read yet, without reading it.</summary>
    public readonly ReadOnlySpan<byte> Rest => _data[Position..];

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)Remaining)
            throw new WireFormatException($"{count} bytes wanted at offset {Position}, {Remaining} left");
        var bytes = _data.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public void Skip(int count) => ReadBytes(count);

    /// <summary>A reader over the next bytes alone, in the same code page; this one goes on after them.</summary>
    public WireReader ReadSlice(int count) => new(ReadBytes(count)) { String8 = String8 };

    public byte ReadByte() => ReadBytes(1)[0];

    public byte PeekByte() => Remaining > 0 ? _data[Position] : throw new WireFormatException($"One byte wanted at offset {Position}, none left");

    /// <summary>A one-byte Boolean; any value but zero is true ([MS-OXCDATA] 2.11.1).</summary>
    public bool ReadBoolean() => ReadByte() != 0;

    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(ReadBytes(2));

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(8));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(ReadBytes(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(8));

    public Guid ReadGuid() => new(ReadBytes(16));

    /// <summary>A string of UTF-16 code units that ends with a zero unit; the zero is consumed.</summary>
    public string ReadUtf16Z()
    {
        var rest = Rest;
        for (var i = 0; i + 1 < rest.Length; i += 2)
        {
            if (rest[i] != 0 || rest[i + 1] != 0)
                continue;
            Position += i + 2;
            return Encoding.Unicode.GetString(rest[..i]);
        }

        throw new WireFormatException($"Unterminated UTF-16 string at offset {Position}");
    }

    /// <summary>The bytes of an 8-bit string up to its zero; the zero is consumed.</summary>
    public ReadOnlySpan<byte> ReadBytesZ()
    {
        var end = Rest.IndexOf((byte)0);
        if (end < 0)
            throw new WireFormatException($"Unterminated string at offset {Position}");
        var bytes = ReadBytes(end);
        Position++;
        return bytes;
    }

    /// <summary>An 8-bit string up to its zero in the code page <see cref="String8"/>.</summary>
    public string ReadString8Z() => String8.GetString(ReadBytesZ());

    /// <summary>A string up to its zero, in UTF-16 or in the code page <see cref="String8"/>.</summary>
    public string ReadString(bool unicode) => unicode ? ReadUtf16Z() : ReadString8Z();

    /// <summary>An 8-bit string up to its zero in the given code page.</summary>
    public string ReadString8Z(Encoding encoding) => encoding.GetString(ReadBytesZ());

    /// <summary>Refuses a count of elements that cannot be in the rest of the buffer, before they are allocated.</summary>
    /// <param name="count">The count that the peer sent.</param>
    /// <param name="smallest">Bytes that the smallest element takes.</param>
    public readonly int CheckCount(uint count, int smallest)
    {
        if (smallest > 0 ? count > (uint)Remaining / (uint)smallest : count > (uint)Remaining)
            throw new WireFormatException($"{count} elements announced at offset {Position}, {Remaining} bytes left");
        return (int)count;
    }
}
