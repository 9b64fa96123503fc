using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mapigate.Mapi.Wire.Primitives;

/// <summary>Writes the little-endian fields of the MAPI documents into one growing pooled buffer; sizes that are known only later are patched in.</summary>
public sealed class WireWriter(int capacity = 256) : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The code page of 8-bit strings: the logon's where one is known, else Latin-1.</summary>
    public Encoding String8 { get; set; } = Encoding.Latin1;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>What was written; valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Length);

    public byte[] ToArray() => Written.ToArray();

    /// <summary>What was written from that offset on, to be changed in place; valid until the next write.</summary>
    internal Span<byte> WrittenFrom(int offset) => _buffer.AsSpan(0, Length)[offset..];

    /// <summary>Takes back everything from <paramref name="length"/> on.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void WriteSingle(float value) => BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    public void WriteGuid(Guid value) => value.TryWriteBytes(Take(16));

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>UTF-16 code units and a zero unit.</summary>
    public void WriteUtf16Z(string value)
    {
        var text = UpToTerminator(value);
        Encoding.Unicode.GetBytes(text, Take(text.Length * 2));
        WriteUInt16(0);
    }

    /// <summary>The string in the code page <see cref="String8"/> and a zero byte.</summary>
    public void WriteString8Z(string value) => WriteString8Z(value, String8);

    /// <summary>The string and its zero, in UTF-16 or in the code page <see cref="String8"/>.</summary>
    public void WriteString(string value, bool unicode)
    {
        if (unicode)
            WriteUtf16Z(value);
        else
            WriteString8Z(value);
    }

    /// <summary>The string in the given code page and a zero byte.</summary>
    public void WriteString8Z(string value, Encoding encoding)
    {
        var text = UpToTerminator(value);
        encoding.GetBytes(text, Take(encoding.GetByteCount(text)));
        WriteByte(0);
    }

    /// <summary>Whoever reads the string ends at its first zero; what stood behind it would be read as the next field.</summary>
    private static ReadOnlySpan<char> UpToTerminator(string value) => value.IndexOf('\0', StringComparison.Ordinal) is var end and >= 0 ? value.AsSpan(0, end) : value;

    /// <summary>Leaves room for a 16-bit field that <see cref="PatchUInt16"/> fills; returns its offset.</summary>
    public int ReserveUInt16()
    {
        var at = Length;
        WriteUInt16(0);
        return at;
    }

    /// <summary>Leaves room for a 32-bit field that <see cref="PatchUInt32"/> fills; returns its offset.</summary>
    public int ReserveUInt32()
    {
        var at = Length;
        WriteUInt32(0);
        return at;
    }

    public void PatchByte(int at, byte value) => _buffer.AsSpan(0, Length)[at] = value;

    public void PatchUInt16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(0, Length).Slice(at, 2), value);

    public void PatchUInt32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(0, Length).Slice(at, 4), value);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - Length), nameof(count));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private Span<byte> Take(int count)
    {
        Grow(count);
        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    private void Grow(int count)
    {
        if (_buffer.Length - Length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + count), _buffer.Length * 2));
        Written.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
