using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>An opened ROP input or output buffer: operations one after the other, then the table of handles that their indexes mean. [MS-OXCROPS] 2.2.1</summary>
/// <param name="Rops">Requests or responses without a count; they end where this ends.</param>
/// <param name="Handles">Server object handles; <see cref="NoHandle"/> where an operation is to put one.</param>
public readonly record struct RopBuffer(ReadOnlyMemory<byte> Rops, uint[] Handles)
{
    public const uint NoHandle = 0xFFFFFFFF;

    /// <summary>An index has eight bits; what a client sends beyond is not looked at.</summary>
    public const int MaxHandles = 256;

    public static RopBuffer Read(ReadOnlyMemory<byte> data)
    {
        var reader = new WireReader(data.Span);
        var size = reader.ReadUInt16();
        if (size < 2)
            throw new WireFormatException($"A ROP list has size {size}");
        reader.Skip(size - 2);
        if (reader.Remaining % 4 != 0)
            throw new WireFormatException($"A handle table has {reader.Remaining} bytes");
        var handles = new uint[Math.Min(reader.Remaining / 4, MaxHandles)];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = reader.ReadUInt32();
        return new RopBuffer(data[2..size], handles);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)(Rops.Length + 2)));
        writer.WriteBytes(Rops.Span);
        foreach (var handle in Handles)
            writer.WriteUInt32(handle);
    }
}
