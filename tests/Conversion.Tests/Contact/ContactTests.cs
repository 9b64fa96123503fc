using System.Text;
using Mapigate.Conversion;
using Mapigate.Conversion.Contact;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tests.Contact;

public sealed class ContactTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private const string Whole = """
        BEGIN:VCARD
        VERSION:3.0
        UID:one
        FN:Dr. Anna Maria Müller Jr.
        N:Müller;Anna;Maria;Dr.;Jr.
        NICKNAME:Anni
        ORG:Example\, Inc.;Sales;North
        TITLE:Head
        EMAIL;TYPE=INTERNET:second@example.test
        EMAIL;TYPE=INTERNET,PREF:first@example.test
        EMAIL;TYPE=INTERNET:third@example.test
        EMAIL;TYPE=INTERNET:fourth@example.test
        TEL;TYPE=WORK,VOICE:+49 1
        TEL;TYPE=WORK,VOICE:+49 2
        TEL;TYPE=HOME,FAX:+49 3
        TEL;TYPE=CELL:+49 4
        TEL;TYPE=HOME:+49 5
        TEL;TYPE=VOICE:+49 6
        X-MS-TEL;TYPE=ASSISTANT:+49 7
        ADR;TYPE=HOME:PO 1;c/o Me;Street 1\nBack;Berlin;BE;10115;Germany
        ADR;TYPE=WORK:;;Street 2;Hamburg;;20095;Germany
        URL;TYPE=HOME:https://home.test
        URL:https://work.test
        BDAY:1980-04-15
        X-ANNIVERSARY:20050601
        CATEGORIES:Friends,Big\, red
        NOTE:One\nTwo
        CLASS:PRIVATE
        X-SPOUSE:Max
        X-UNKNOWN;X-P=1:kept
        PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAEC
        END:VCARD

        """;

    [Fact]
    public void Card_comes_out_as_the_contact_that_it_is()
    {
        var contact = Convert(Whole);
        var bag = contact.Properties;
        Assert.Equal("IPM.Contact", bag[PidTag.MessageClass]);
        Assert.Equal("Dr. Anna Maria Müller Jr.", bag[PidTag.DisplayName]);
        Assert.Equal(bag[PidTag.DisplayName], bag[PidTag.Subject]);
        Assert.Equal(("Müller", "Anna", "Maria", "Dr.", "Jr."), (bag[PidTag.Surname], bag[PidTag.GivenName], bag[PidTag.MiddleName], bag[PidTag.DisplayNamePrefix], bag[PidTag.Generation]));
        Assert.Equal("Müller, Anna", bag.Get<string>(PidLid.FileUnder));
        Assert.Equal(("Example, Inc.", "Sales", "Head"), (bag[PidTag.CompanyName], bag[PidTag.DepartmentName], bag[PidTag.Title]));
        Assert.Equal(
            "first@example.test second@example.test third@example.test",
            string.Join(' ', bag.Get<string>(PidLid.Email1EmailAddress), bag.Get<string>(PidLid.Email2EmailAddress), bag.Get<string>(PidLid.Email3EmailAddress)));
        Assert.Equal("Dr. Anna Maria Müller Jr. (first@example.test)", bag.Get<string>(PidLid.Email1DisplayName));
        Assert.Equal("SMTP", bag.Get<string>(PidLid.Email2AddressType));
        Assert.Equal([0, 1, 2], bag.Get<int[]>(PidLid.AddressBookProviderEmailList)!);
        Assert.Equal(7, bag.Get<int>(PidLid.AddressBookProviderArrayType));
        Assert.Equal(
            ["+49 1", "+49 2", "+49 3", "+49 4", "+49 5", "+49 6", "+49 7"],
            [
                bag[PidTag.BusinessTelephoneNumber], bag[PidTag.Business2TelephoneNumber], bag[PidTag.HomeFaxNumber], bag[PidTag.MobileTelephoneNumber], bag[PidTag.HomeTelephoneNumber],
                bag[PidTag.OtherTelephoneNumber], bag[PidTag.AssistantTelephoneNumber],
            ]);
        Assert.Equal("Street 1\r\nBack", bag[PidTag.HomeAddressStreet]);
        Assert.Equal("PO 1", bag[PidTag.HomeAddressPostOfficeBox]);
        Assert.Equal("Street 2\r\nHamburg, 20095\r\nGermany", bag.Get<string>(PidLid.WorkAddress));
        Assert.Equal(("https://home.test", "https://work.test"), (bag[PidTag.PersonalHomePage], bag[PidTag.BusinessHomePage]));
        Assert.Equal(new DateTime(1980, 4, 15, 0, 0, 0, DateTimeKind.Utc), ((FileTime)bag[PidTag.Birthday]!).ToDateTimeUtc());
        Assert.Equal(new DateTime(2005, 6, 1, 0, 0, 0, DateTimeKind.Utc), bag.Get<FileTime>(PidLid.WeddingAnniversaryLocal).ToDateTimeUtc());
        Assert.Equal(["Friends", "Big, red"], bag.Get<string[]>(PidName.Keywords)!);
        Assert.Equal("One\r\nTwo", bag[PidTag.Body]);
        Assert.Equal(2, bag[PidTag.Sensitivity]);
        Assert.Equal("Max", bag[PidTag.SpouseName]);
        var photo = Assert.Single(contact.Attachments);
        Assert.Equal(true, photo.Properties[PidTag.AttachmentContactPhoto]);
        Assert.Equal([0xFF, 0xD8, 0xFF, 0x00, 0x01, 0x02], Content(photo));
    }

    [Fact]
    public void Card_that_nobody_changed_is_written_as_it_was()
    {
        var written = Text(ContactComposer.Compose(Convert(Whole), Read(Whole), "new", Now));
        Assert.Equal(Lines(Whole), Lines(written).Where(line => !line.StartsWith("REV:", StringComparison.Ordinal)));
        Assert.Contains("REV:20260601T120000Z", Lines(written));
    }

    [Fact]
    public void Edit_changes_its_line_alone()
    {
        var contact = Convert(Whole);
        contact.Properties[PidTag.MobileTelephoneNumber] = "+49 44";
        contact.Properties.Remove(PidTag.Title);
        contact.Properties.Set(PidLid.Email2EmailAddress, "other@example.test");
        contact.Properties[PidTag.ManagerName] = "Boss; the";
        var written = Lines(Text(ContactComposer.Compose(contact, Read(Whole), "new", Now)));

        Assert.Equal(["EMAIL;TYPE=INTERNET:second@example.test", "TEL;TYPE=CELL:+49 4", "TITLE:Head"], Lines(Whole).Except(written).Order());
        Assert.Equal(["EMAIL;TYPE=INTERNET:other@example.test", "REV:20260601T120000Z", "TEL;TYPE=CELL:+49 44", "X-MS-MANAGER:Boss\\; the"], written.Except(Lines(Whole)).Order());
    }

    [Theory]
    [InlineData("2.1")]
    [InlineData("4.0")]
    public void New_values_are_written_as_the_cards_version_has_them(string version)
    {
        var contact = Convert(Whole);
        contact.Properties[PidTag.Birthday] = FileTime.From(new DateTime(1604, 2, 29, 0, 0, 0, DateTimeKind.Utc));
        contact.Properties.Set(PidLid.BirthdayLocal, FileTime.From(new DateTime(1604, 2, 29, 0, 0, 0, DateTimeKind.Utc)));
        var written = Lines(Text(ContactComposer.Compose(contact, Read($"BEGIN:VCARD\nVERSION:{version}\nFN;ENCODING=QUOTED-PRINTABLE:A=3DB\nEND:VCARD\n"), "new", Now)));
        Assert.Contains(version == "4.0" ? "BDAY:--0229" : "BDAY:1604-02-29", written);
        Assert.Contains(version == "4.0" ? "VERSION:4.0" : "VERSION:3.0", written);
        Assert.Contains(written, line => line.StartsWith(version == "4.0" ? "PHOTO:data:image/jpeg;base64," : "PHOTO;ENCODING=b;TYPE=JPEG:", StringComparison.Ordinal));
        Assert.Equal(version == "4.0", written.Contains("ANNIVERSARY:20050601"));
    }

    [Fact]
    public void New_contact_becomes_a_card_that_reads_back_the_same()
    {
        var contact = Convert(Whole);
        var card = ContactComposer.Compose(contact, null, "fresh", Now);
        Assert.Contains("UID:fresh", Lines(Text(card)));
        var again = ContactConverter.Convert(Read(Text(card)));
        foreach (var value in contact.Properties)
            Assert.Equal(value.Value, again.Properties[value.Tag]);
        foreach (var (name, (_, value)) in contact.Properties.Named)
            Assert.Equal(value, again.Properties.Named[name].Value);
        Assert.Equal(Content(contact.Attachments[0]), Content(again.Attachments[0]));
    }

    [Fact]
    public void Contact_without_a_name_has_one_all_the_same()
    {
        Assert.Equal("Example", Convert("BEGIN:VCARD\nVERSION:3.0\nORG:Example\nEND:VCARD\n").Properties[PidTag.DisplayName]);
        Assert.Equal("a@b.test", Convert("BEGIN:VCARD\nVERSION:3.0\nEMAIL:a@b.test\nEND:VCARD\n").Properties[PidTag.DisplayName]);
        var empty = new ConvertedItem(new PropertyBag(), [], []);
        Assert.Equal(["BEGIN:VCARD", "VERSION:3.0", "FN:", "N:;;;;", "UID:u", "REV:20260601T120000Z", "END:VCARD"], Lines(Text(ContactComposer.Compose(empty, null, "u", Now))));
    }

    [Fact]
    public void Removed_picture_leaves_the_card()
    {
        var contact = Convert(Whole) with { Attachments = [] };
        Assert.DoesNotContain(Lines(Text(ContactComposer.Compose(contact, Read(Whole), "new", Now))), line => line.StartsWith("PHOTO", StringComparison.Ordinal));
    }

    private static ConvertedItem Convert(string card) => ContactConverter.Convert(Read(card));

    private static Card Read(string card) => Assert.Single(Card.Parse(Encoding.UTF8.GetBytes(card)));

    private static string Text(Card card) => Encoding.UTF8.GetString(card.ToBytes());

    private static string[] Lines(string card) => card.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Content(ConvertedAttachment attachment)
    {
        using var stream = attachment.OpenContent!();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
