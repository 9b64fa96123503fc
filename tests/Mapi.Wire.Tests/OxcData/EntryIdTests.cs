using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Mapi.Wire.Tests.OxcData;

public class EntryIdTests(ITestOutputHelper output)
{
    private static readonly Guid Mailbox = new("C64E6196-0166-11D2-A3B1-0008C728E7F1");
    private static readonly LongTermId Folder = new(new Guid("865CFA85-E6FC-11D1-A3A6-0008C728E7F1"), new GlobalCounter(0x19EBA));

    // The folder's bytes and those of the stores are samples of MFCMAPI.
    private const string FolderBytes = "0000000096614EC66601D211A3B10008C728E7F1010085FA5C86FCE6D111A3A60008C728E7F1000000019EBA0000";

    private const string MailboxStoreBytes = "0000000038A1BB1005E5101AA1BB08002B2A56C20000454D534D44422E444C4C00000000000000001B55FA20AA6611CD9BC800AA002FC45A0C000000424F4F4558324B37002F6F3D4669727374204F7267616E697A6174696F6E2F6F753D45786368616E67652041646D696E6973747261746976652047726F7570202846594449424F484632335350444C54292F636E3D526563697069656E74732F636E3D41646D696E6973747261746F7200";

    private const string PublicStoreBytes = "0000000038A1BB1005E5101AA1BB08002B2A56C20000454D534D44422E444C4C00000000000000001C830210AA6611CD9BC800AA002FC45A06000000424F4F4558324B3700";

    private const string AddressBookBytes = "00000000DCA740C8C042101AB4B908002B2FE18201000000000000002F6F3D6D6963726F736F66742F6F753D736F6D657468696E672F636E3D526563697069656E74732F636E3D313233343500";

    [Fact]
    public void Folder_entry_id_has_the_bytes_of_the_sample()
    {
        var entryId = new FolderEntryId(Mailbox, StoreObjectType.PrivateFolder, Folder);
        Assert.Equal(FolderBytes, Convert.ToHexString(entryId.ToArray()));
        Assert.True(FolderEntryId.TryParse(Convert.FromHexString(FolderBytes), out var read));
        Assert.Equal(entryId, read);
    }

    [Fact]
    public void Message_entry_id_is_read_back()
    {
        var entryId = new MessageEntryId(Mailbox, StoreObjectType.PrivateMessage, Folder, Folder with { Counter = new GlobalCounter(7) });
        Assert.Equal(MessageEntryId.Size, entryId.ToArray().Length);
        Assert.True(MessageEntryId.TryParse(entryId.ToArray(), out var read));
        Assert.Equal(entryId, read);
        Assert.False(FolderEntryId.TryParse(entryId.ToArray(), out _));
    }

    [Theory]
    [InlineData(MailboxStoreBytes, false, "/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=Administrator")]
    [InlineData(PublicStoreBytes, true, "")]
    public void Store_entry_id_has_the_bytes_of_the_sample(string bytes, bool isPublic, string mailbox)
    {
        Assert.True(StoreEntryId.TryParse(Convert.FromHexString(bytes), out var read));
        Assert.Equal(new StoreEntryId(isPublic, "BOOEX2K7", mailbox), read);
        Assert.Equal(bytes, Convert.ToHexString(read.ToArray()));
    }

    [Fact]
    public void Address_book_entry_id_has_the_bytes_of_the_sample()
    {
        Assert.True(AddressBookEntryId.TryParse(Convert.FromHexString(AddressBookBytes), out var read));
        Assert.Equal(new AddressBookEntryId(AddressBookObjectType.LocalMailUser, "/o=microsoft/ou=something/cn=Recipients/cn=12345"), read);
        Assert.Equal(AddressBookBytes, Convert.ToHexString(read.ToArray()));
    }

    [Fact]
    public void One_off_entry_id_is_read_back()
    {
        var entryId = new OneOffEntryId("Zo\u00EB \u4E16", "SMTP", "zoe@example.org", OneOffFlags.NoRichInfo | OneOffFlags.Unicode);
        Assert.True(OneOffEntryId.TryParse(entryId.ToArray(), out var read));
        Assert.Equal(entryId, read);
    }

    [Fact]
    public void One_off_entry_id_of_a_message_is_read()
    {
        // PidTagSentRepresentingEntryId of a bounce message in the sample collection.
        var bytes = Convert.FromHexString("00000000812B1FA4BEA310199D6E00DD010F54020000018070006F00730074006D006100730074006500720040006100730070006F00730065002E0063006F006D00000053004D0054005000000070006F00730074006D006100730074006500720040006100730070006F00730065002E0063006F006D000000");
        Assert.True(OneOffEntryId.TryParse(bytes, out var read));
        Assert.Equal("postmaster@aspose.com", read.EmailAddress);
        Assert.Equal("SMTP", read.AddressType);
        Assert.Equal(OneOffFlags.NoRichInfo | OneOffFlags.Unicode, read.Flags);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(read.ToArray()));
    }

    [Fact]
    public void Truncated_entry_ids_are_refused()
    {
        foreach (var bytes in new[] { FolderBytes, MailboxStoreBytes, AddressBookBytes }.Select(Convert.FromHexString).Append(new OneOffEntryId("a", "b", "c").ToArray()))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                var cut = bytes.AsSpan(0, length);
                Assert.False(FolderEntryId.TryParse(cut, out _) || MessageEntryId.TryParse(cut, out _) || AddressBookEntryId.TryParse(cut, out _) || OneOffEntryId.TryParse(cut, out _));
                Assert.False(StoreEntryId.TryParse(cut, out var store) && store.MailboxDn.Length > 0);
            }
        }
    }

    [Fact]
    public void Entry_ids_of_the_samples_are_read_and_written_the_same()
    {
        var seen = 0;
        foreach (var line in Corpus.Files("mapi").Where(file => file.EndsWith("msg-property-dump.jsonl", StringComparison.Ordinal)).SelectMany(File.ReadLines))
        {
            foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(line, "\"hex\":\"(00000000(?:812b1fa4bea310199d6e00dd010f5402|dca740c8c042101ab4b908002b2fe182)[0-9a-f]*)\""))
            {
                var bytes = Convert.FromHexString(match.Groups[1].Value);
                if (OneOffEntryId.TryParse(bytes, out var oneOff) && (oneOff.Flags & OneOffFlags.Unicode) != 0)
                    Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(oneOff.ToArray()));
                else if (AddressBookEntryId.TryParse(bytes, out var user))
                    Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(user.ToArray()));
                else
                    continue;
                seen++;
            }
        }

        output.WriteLine(seen == 0 ? "The sample collection is absent; nothing was tested." : $"{seen} entry ids");
    }
}
