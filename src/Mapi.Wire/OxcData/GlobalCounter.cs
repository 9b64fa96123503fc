namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The 48-bit counter of an id or change number inside one replica. Written big-endian, 6 bytes. [MS-OXCDATA] 2.2.1.1</summary>
public readonly record struct GlobalCounter(ulong Value) : IComparable<GlobalCounter>
{
    public const ulong Max = 0xFFFF_FFFF_FFFF;

    public int CompareTo(GlobalCounter other) => Value.CompareTo(other.Value);

    public static GlobalCounter Read(ReadOnlySpan<byte> six)
    {
        ulong value = 0;
        foreach (var b in six[..6])
            value = (value * 256) + b;
        return new GlobalCounter(value);
    }

    public void Write(Span<byte> six)
    {
        Span<byte> eight = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(eight, Value);
        eight[2..].CopyTo(six);
    }

    public override string ToString() => $"{Value:X12}";
}
