using System.Security.Cryptography;
using System.Text;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Formats.Tests.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Xunit.Abstractions;
using static Mapigate.Conversion.Tests.Mail.Composing;

namespace Mapigate.Conversion.Tests.Mail;

public sealed class MailComposerTests(ITestOutputHelper output)
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 255];

    [Fact]
    public async Task Other_readers_find_subject_people_bodies_files_pictures_and_embedded_messages()
    {
        var inner = Item(
            b =>
            {
                b[PidTag.Subject] = "Inside \u00E9";
                b[PidTag.Body] = "inner words";
            },
            [Recipient(1, "Eve", "eve@example.test")]);
        var item = Item(
            b =>
            {
                b[PidTag.Subject] = "Gr\u00FC\u00DFe aus \u6771\u4EAC";
                b[PidTag.Body] = "plain Gr\u00FC\u00DFe";
                b[PidTag.Html] = Encoding.UTF8.GetBytes("<p>html Gr\u00FC\u00DFe <img src=\"cid:pic@x\"></p>");
                b[PidTag.InternetCodepage] = 65001;
                b[PidTag.SentRepresentingName] = "Al\u00ECce";
                b[PidTag.SentRepresentingAddressType] = "EX";
                b[PidTag.SentRepresentingEmailAddress] = "/o=x/cn=alice";
                b[PidTag.SenderName] = "Agent";
                b[PidTag.SenderAddressType] = "SMTP";
                b[PidTag.SenderEmailAddress] = "agent@example.test";
            },
            [
                Recipient(1, "B\u00F6b, the \"Builder\"", "bob@example.test"), Recipient(2, "carol@example.test", "carol@example.test"), Recipient(3, "Dan", "dan@example.test"),
                Recipient(1, "Erin", "/o=x/ou=y/cn=Recipients/cn=erin", "EX"), Recipient(1, "Nobody", "+1 555", "FAX"),
            ],
            File("B\u00E4r \u6771.bin", [1, 2, 3]),
            File("pic.png", Picture, b =>
            {
                b[PidTag.AttachContentId] = "pic@x";
                b[PidTag.AttachFlags] = 4;
                b[PidTag.AttachmentHidden] = true;
                b[PidTag.AttachMimeTag] = "image/png";
            }),
            Embed(inner));
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "composed.eml");
        await System.IO.File.WriteAllBytesAsync(path, await ComposeAsync(item));
        var built = EmailOracle.ReadBuilt([path]);
        folder.Delete(recursive: true);
        if (built is null)
        {
            output.WriteLine("Python is absent.");
            return;
        }

        var read = Assert.Single(built);
        Assert.Equal("Gr\u00FC\u00DFe aus \u6771\u4EAC", read.Subject);
        Assert.Equal([["Al\u00ECce", "alice@example.test"]], read.Addresses["from"]);
        Assert.Equal([["Agent", "agent@example.test"]], read.Addresses["sender"]);
        Assert.Equal([["B\u00F6b, the \"Builder\"", "bob@example.test"], ["Erin", "erin@example.test"]], read.Addresses["to"]);
        Assert.Equal([["", "carol@example.test"]], read.Addresses["cc"]);
        Assert.Empty(read.Addresses["bcc"]);
        Assert.Equal(Options.Date, read.Date);
        Assert.Empty(read.Defects);
        Assert.Equal(0, read.Lone);
        Assert.Equal(["text/plain", "text/html", "image/png", "application/octet-stream", "message/rfc822"], read.Parts.Select(p => p.Type));
        Assert.Equal("plain Gr\u00FC\u00DFe", read.Parts[0].Text!.Trim());
        Assert.Contains("html Gr\u00FC\u00DFe", read.Parts[1].Text, StringComparison.Ordinal);
        Assert.Equal(("inline", "<pic@x>", Hash(Picture)), (read.Parts[2].Disposition, read.Parts[2].Id, read.Parts[2].Sha256));
        Assert.Equal(("attachment", "B\u00E4r \u6771.bin", Hash([1, 2, 3])), (read.Parts[3].Disposition, read.Parts[3].Filename, read.Parts[3].Sha256));
        Assert.Equal(("attachment", "Inside \u00E9"), (read.Parts[4].Disposition, read.Parts[4].Text));
    }

    [Fact]
    public async Task Composed_and_converted_gives_the_same_properties_back()
    {
        var item = Item(
            b =>
            {
                b[PidTag.Subject] = "Re: Gr\u00FC\u00DFe";
                b[PidTag.Body] = "plain\r\nwords\r\n";
                b[PidTag.Html] = Encoding.UTF8.GetBytes("<p>html</p>\r\n");
                b[PidTag.Importance] = 2;
                b[PidTag.Priority] = 1;
                b[PidTag.Sensitivity] = 3;
                b[PidTag.ReadReceiptRequested] = true;
                b[PidTag.InternetMessageId] = "<own@example.test>";
                b[PidTag.InReplyToId] = "<parent@example.test>";
                b[PidTag.InternetReferences] = "<root@example.test> <parent@example.test>";
                b[PidTag.ConversationTopic] = "Gr\u00FC\u00DFe";
                b[PidTag.ConversationIndex] = Enumerable.Range(1, 27).Select(i => (byte)i).ToArray();
                b[PidTag.ClientSubmitTime] = FileTime.From(new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc));
                b[PidTag.ReplyRecipientEntries] = FlatEntryList.Encode([new OneOffEntryId("List", "SMTP", "list@example.test").ToArray()]);
            },
            [Recipient(1, "Bob", "bob@example.test"), Recipient(2, "Carol", "carol@example.test"), Recipient(3, "Dan", "dan@example.test")],
            File("a.txt", "file"u8.ToArray(), b =>
            {
                b[PidTag.CreationTime] = FileTime.From(new DateTime(2026, 1, 1, 1, 0, 0, DateTimeKind.Utc));
                b[PidTag.LastModificationTime] = FileTime.From(new DateTime(2026, 1, 2, 1, 0, 0, DateTimeKind.Utc));
                b[PidTag.AttachContentLocation] = "http://example.test/a.txt";
            }));
        var back = await ThereAndBackAsync(item, Options with { IncludeBcc = true });
        PropertyTag[] same =
        [
            PidTag.Subject, PidTag.Importance, PidTag.Priority, PidTag.Sensitivity, PidTag.ReadReceiptRequested, PidTag.InternetMessageId, PidTag.InReplyToId, PidTag.InternetReferences,
            PidTag.ConversationTopic, PidTag.ConversationIndex, PidTag.ClientSubmitTime, PidTag.ReplyRecipientEntries,
        ];
        Assert.All(same, tag => Assert.Equal(item.Properties[tag], back.Properties[tag]));
        Assert.Equal("plain\r\nwords", back.Properties.Get<string>(PidTag.Body)!.TrimEnd());
        Assert.Equal("<p>html</p>", Encoding.UTF8.GetString(back.Properties.Get<byte[]>(PidTag.Html)!).TrimEnd());
        Assert.Equal(
            item.Recipients.Select(r => (r[PidTag.RecipientType], r[PidTag.DisplayName], r[PidTag.EmailAddress])),
            back.Recipients.Select(r => (r[PidTag.RecipientType], r[PidTag.DisplayName], r[PidTag.EmailAddress])));
        var file = Assert.Single(back.Attachments);
        Assert.Equal("file"u8.ToArray(), MailReading.ReadAll(file));
        Assert.All((PropertyTag[])[PidTag.AttachLongFilename, PidTag.CreationTime, PidTag.LastModificationTime, PidTag.AttachContentLocation], tag => Assert.Equal(item.Attachments[0].Properties[tag], file.Properties[tag]));
    }

    [Fact]
    public async Task Bcc_is_written_when_asked_for_and_never_in_an_embedded_message()
    {
        var item = Item(b => b[PidTag.Subject] = "outer", [Recipient(3, "Dan", "dan@example.test")], Embed(Item(b => b[PidTag.Subject] = "inner", [Recipient(3, "Eve", "eve@example.test")])));
        Assert.DoesNotContain("\nBcc:", await TextAsync(item), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("dan@", await TextAsync(item), StringComparison.Ordinal);
        var own = await TextAsync(item, Options with { IncludeBcc = true });
        Assert.Contains("Bcc: Dan <dan@example.test>", own, StringComparison.Ordinal);
        Assert.DoesNotContain("eve@", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_that_misses_everything_is_a_mail_with_sender_date_and_id()
    {
        var message = MimeMessage.Parse(await ComposeAsync(Item(_ => { })));
        Assert.Equal("alice@example.test", Assert.Single(message.From.Mailboxes).Address);
        Assert.Equal((Options.Date, "<made@example.test>", ""), (message.Date, message.MessageId, message.Subject));
        Assert.Equal("text/plain", message.Root.ContentType.MediaType);
        Assert.Empty(message.To.Mailboxes);
    }

    [Fact]
    public async Task Html_as_a_string_and_html_in_a_legacy_code_page_are_written_as_text()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = await ThereAndBackAsync(Item(b => b.Set(PidTag.Html.WithType(PropertyType.String8), "<p>\u00FC</p>")));
        Assert.Equal("<p>\u00FC</p>", Encoding.UTF8.GetString(text.Properties.Get<byte[]>(PidTag.Html)!).Trim());
        foreach (var (codePage, word) in (ReadOnlySpan<(int, string)>)[(1252, "\u20AC"), (1251, "\u041F\u0440\u0438"), (932, "\u65E5\u672C"), (28591, "\u00FC"), (65001, "\U0001F600")])
        {
            var item = Item(b =>
            {
                b[PidTag.Html] = Encoding.GetEncoding(codePage).GetBytes($"<p>{word}</p>\0");
                b[PidTag.InternetCodepage] = codePage;
            });
            Assert.Equal($"<p>{word}</p>", Encoding.UTF8.GetString(ThereAndBackAsync(item).GetAwaiter().GetResult().Properties.Get<byte[]>(PidTag.Html)!).Trim());
        }
    }

    [Fact]
    public async Task Html_alone_and_empty_html_are_told_apart()
    {
        var alone = MimeMessage.Parse(await ComposeAsync(Item(b => b[PidTag.Html] = "<p>x</p>"u8.ToArray())));
        Assert.Equal("text/html", alone.Root.ContentType.MediaType);
        var empty = MimeMessage.Parse(await ComposeAsync(Item(b =>
        {
            b[PidTag.Html] = Array.Empty<byte>();
            b[PidTag.Body] = "x";
        })));
        Assert.Equal("text/plain", empty.Root.ContentType.MediaType);
    }

    [Fact]
    public async Task Picture_without_html_to_show_it_is_attached()
    {
        var back = await ThereAndBackAsync(Item(b => b[PidTag.Body] = "x", null, File("pic.png", Picture, b =>
        {
            b[PidTag.AttachContentId] = "pic@x";
            b[PidTag.AttachmentHidden] = true;
        })));
        Assert.Equal(Picture, MailReading.ReadAll(Assert.Single(back.Attachments)));
    }

    [Theory]
    [InlineData("report.pdf", null, "application/pdf")]
    [InlineData("report.unknown", null, "application/octet-stream")]
    [InlineData("report.pdf", "text/x-own", "text/x-own")]
    [InlineData("report.pdf", "multipart/mixed", "application/pdf")]
    [InlineData("report.pdf", "message/rfc822", "application/pdf")]
    [InlineData("report.pdf", "no type\r\nX: y", "application/pdf")]
    [InlineData("", null, "application/octet-stream")]
    public async Task Type_of_a_file_is_what_the_client_says_else_what_its_name_means(string name, string? given, string expected)
    {
        var back = await ThereAndBackAsync(Item(b => b[PidTag.Body] = "x", null, File(name, [1], b =>
        {
            if (given is not null)
                b[PidTag.AttachMimeTag] = given;
        })));
        Assert.Equal(expected, Assert.Single(back.Attachments).Properties[PidTag.AttachMimeTag]);
    }

    [Fact]
    public async Task No_property_brings_a_header_field_of_its_own()
    {
        const string Evil = "x\r\nX-Evil: 1\r\n\r\nbody";
        var text = await TextAsync(Item(
            b =>
            {
                b[PidTag.Subject] = Evil;
                b[PidTag.InternetMessageId] = Evil;
                b[PidTag.InReplyToId] = Evil;
                b[PidTag.InternetReferences] = Evil;
                b[PidTag.ConversationTopic] = Evil;
                b[PidTag.SentRepresentingName] = Evil;
                b[PidTag.SentRepresentingAddressType] = "SMTP";
                b[PidTag.SentRepresentingEmailAddress] = "a@example.test\r\nX-Evil: 1";
            },
            [Recipient(1, Evil, Evil + "@example.test")],
            File(Evil, [1], b =>
            {
                b[PidTag.AttachContentId] = Evil;
                b[PidTag.AttachContentLocation] = Evil;
                b[PidTag.AttachMimeTag] = Evil;
            })));
        Assert.DoesNotContain(text.Split("\r\n"), line => line.StartsWith("X-Evil", StringComparison.Ordinal));
        Assert.Equal(-1, text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']));
    }

    [Fact]
    public async Task Message_id_without_brackets_gets_them_and_one_that_is_none_is_replaced()
    {
        Assert.Equal("<own@x>", MimeMessage.Parse(await ComposeAsync(Item(b => b[PidTag.InternetMessageId] = "own@x"))).MessageId);
        Assert.NotNull(MimeMessage.Parse(await ComposeAsync(Item(b => b[PidTag.InternetMessageId] = "  "))).MessageId);
    }

    [Fact]
    public async Task Reply_to_of_the_address_book_is_resolved()
    {
        var item = Item(b => b[PidTag.ReplyRecipientEntries] = FlatEntryList.Encode([new AddressBookEntryId(AddressBookObjectType.LocalMailUser, "/o=x/cn=bob").ToArray(), [1, 2, 3]]));
        Assert.Equal("bob@example.test", Assert.Single(MimeMessage.Parse(await ComposeAsync(item)).ReplyTo.Mailboxes).Address);
    }

    [Fact]
    public async Task Embedded_messages_nest_to_a_limit_and_are_refused_beyond()
    {
        var depth = 0;
        var item = await ThereAndBackAsync(Nested(15));
        for (var at = item; at.Attachments is [{ Embedded: { } embedded }]; at = embedded.Value)
            depth++;
        Assert.Equal(15, depth);
        await Assert.ThrowsAsync<InvalidDataException>(() => ComposeAsync(Nested(100)));

        static ConvertedItem Nested(int levels)
        {
            var item = Item(b => b[PidTag.Subject] = "innermost");
            for (var i = 0; i < levels; i++)
                item = Item(b => b[PidTag.Subject] = $"level {i}", null, Embed(item));
            return item;
        }
    }

    [Fact]
    public async Task Large_file_is_read_as_it_is_written()
    {
        var content = new byte[3_000_000];
        Random.Shared.NextBytes(content);
        var opened = 0;
        var bag = new PropertyBag();
        bag[PidTag.AttachLongFilename] = "large.bin";
        var attachment = new ConvertedAttachment(bag, () => { opened++; return new MemoryStream(content, writable: false); }, null);
        var back = await ThereAndBackAsync(Item(b => b[PidTag.Body] = "x", null, attachment));
        Assert.Equal(content, MailReading.ReadAll(Assert.Single(back.Attachments)));
        Assert.Equal(1, opened);
    }

    [Fact]
    public void Entry_lists_read_back_and_hostile_ones_end()
    {
        byte[][] entries = [[1], [2, 2], [], [4, 4, 4, 4], [5, 5, 5, 5, 5]];
        var encoded = FlatEntryList.Encode(entries);
        Assert.Equal(entries, FlatEntryList.Decode(encoded));
        for (var length = 0; length < encoded.Length; length++)
            Assert.True(FlatEntryList.Decode(encoded[..length]).Count() <= entries.Length);
        Assert.Empty(FlatEntryList.Decode([255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127]));
        Assert.Empty(FlatEntryList.Decode([255, 255, 255, 255, 0, 0, 0, 0]));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
