using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcData;

public class IdTests
{
    [Fact]
    public void Folder_id_is_the_replica_and_the_counter_big_endian()
    {
        var id = new FolderId(1, new GlobalCounter(0x00000E8EDF36));
        using var writer = new WireWriter();
        writer.WriteUInt64(id.Value);
        Assert.Equal("010000000E8EDF36", Convert.ToHexString(writer.Written)); // [MS-OXCFOLD] 4.5.1
        Assert.Equal(1, id.ReplicaId);
        Assert.Equal(0x00000E8EDF36u, id.Counter.Value);
        Assert.Equal(id.Value, new MessageId(1, id.Counter).Value);
    }

    [Fact]
    public void Largest_counter_and_replica_are_kept()
    {
        var id = new MessageId(ushort.MaxValue, new GlobalCounter(GlobalCounter.Max));
        Assert.Equal(ulong.MaxValue, id.Value);
        Assert.Equal(GlobalCounter.Max, id.Counter.Value);
    }

    [Fact]
    public void Long_term_id_has_two_bytes_of_padding()
    {
        using var writer = new WireWriter();
        new LongTermId(new Guid("00112233-4455-6677-8899-aabbccddeeff"), new GlobalCounter(0x0102)).Write(writer);
        Assert.Equal("33221100554477668899AABBCCDDEEFF0000000001020000", Convert.ToHexString(writer.Written));
    }
}
