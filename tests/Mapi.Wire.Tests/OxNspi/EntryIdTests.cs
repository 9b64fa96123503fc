using System.Text;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxNspi;

public class EntryIdTests
{
    private const string Dn = "/o=Org/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=alice";

    [Fact]
    public void Permanent_id_has_the_layout_of_the_document()
    {
        var bytes = new PermanentEntryId(DisplayType.DistributionList, Dn).ToBytes();
        Assert.Equal(Convert.FromHexString("00000000" + "DCA740C8C042101AB4B908002B2FE182" + "01000000" + "01000000"), bytes[..28]);
        Assert.Equal(Dn + "\0", Encoding.ASCII.GetString(bytes.AsSpan(28)));
        Assert.True(PermanentEntryId.TryParse(bytes, out var parsed));
        Assert.Equal(new PermanentEntryId(DisplayType.DistributionList, Dn), parsed);
    }

    [Fact]
    public void Ephemeral_id_has_the_layout_of_the_document()
    {
        var id = new EphemeralEntryId(new Guid("00112233-4455-6677-8899-AABBCCDDEEFF"), DisplayType.MailUser, new MinimalEntryId(0x1234));
        var bytes = id.ToBytes();
        Assert.Equal(Convert.FromHexString("87000000" + "33221100554477668899AABBCCDDEEFF" + "01000000" + "00000000" + "34120000"), bytes);
        Assert.True(EphemeralEntryId.TryParse(bytes, out var parsed));
        Assert.Equal(id, parsed);
    }

    [Fact]
    public void Prefix_is_no_entry_id()
    {
        var permanent = new PermanentEntryId(DisplayType.MailUser, Dn).ToBytes();
        var ephemeral = new EphemeralEntryId(Guid.NewGuid(), DisplayType.MailUser, new MinimalEntryId(0x1234)).ToBytes();
        for (var length = 0; length < permanent.Length; length++)
            Assert.False(PermanentEntryId.TryParse(permanent.AsSpan(0, length), out _));
        for (var length = 0; length < ephemeral.Length; length++)
            Assert.False(EphemeralEntryId.TryParse(ephemeral.AsSpan(0, length), out _));
        Assert.False(PermanentEntryId.TryParse(ephemeral, out _));
        Assert.False(EphemeralEntryId.TryParse(permanent, out _));
    }

    [Fact]
    public void Stat_takes_36_bytes_in_the_order_of_the_document()
    {
        using var writer = new WireWriter();
        new Stat(SortType.PhoneticDisplayName, new(2), new(3), -1, 5, 6, 7, 8, 9).Write(writer);
        Assert.Equal(Convert.FromHexString("030000000200000003000000FFFFFFFF0500000006000000070000000800000009000000"), writer.ToArray());
        Assert.Equal(Stat.Size, writer.Length);
    }

    [Fact]
    public void Code_page_that_names_no_8_bit_encoding_falls_back()
    {
        Assert.Equal(1252, StringEncodings.Of(0).CodePage);
        Assert.Equal(1252, StringEncodings.Of(1200).CodePage);
        Assert.Equal(1252, StringEncodings.Of(0x4F25).CodePage);
        Assert.Equal(1252, StringEncodings.Of(uint.MaxValue).CodePage);
        Assert.Equal(932, StringEncodings.Of(932).CodePage);
        Assert.Equal(65001, StringEncodings.Of(65001).CodePage);
    }
}
