using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>An id that holds outside the session: the replica's GUID and the counter, 24 bytes with two of padding. [MS-OXCDATA] 2.2.1.3.1</summary>
public readonly record struct LongTermId(Guid ReplicaGuid, GlobalCounter Counter)
{
    public static LongTermId Read(ref WireReader reader)
    {
        var guid = reader.ReadGuid();
        var counter = GlobalCounter.Read(reader.ReadBytes(6));
        reader.Skip(2);
        return new LongTermId(guid, counter);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteBytes(ToGlobalId());
        writer.WriteUInt16(0);
    }

    /// <summary>The 22 bytes of a GID: what source keys hold. [MS-OXCFXICS] 2.2.1.3</summary>
    public byte[] ToGlobalId()
    {
        var bytes = new byte[22];
        ReplicaGuid.TryWriteBytes(bytes);
        Counter.Write(bytes.AsSpan(16));
        return bytes;
    }
}
