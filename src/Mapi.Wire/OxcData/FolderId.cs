using System.Buffers.Binary;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A folder in a mailbox: a 16-bit replica id and a 48-bit counter, eight bytes on the wire. [MS-OXCDATA] 2.2.1.1</summary>
/// <param name="Value">The eight bytes as a little-endian integer, as they stand in a PtypInteger64 value.</param>
public readonly record struct FolderId(ulong Value)
{
    public FolderId(ushort replicaId, GlobalCounter counter)
        : this(Pack(replicaId, counter))
    {
    }

    public ushort ReplicaId => (ushort)Value;

    public GlobalCounter Counter => new(BinaryPrimitives.ReverseEndianness(Value) & GlobalCounter.Max);

    public bool IsEmpty => Value == 0;

    public override string ToString() => $"{ReplicaId:X}-{Counter}";

    private static ulong Pack(ushort replicaId, GlobalCounter counter) => BinaryPrimitives.ReverseEndianness(counter.Value & GlobalCounter.Max) | replicaId;
}
