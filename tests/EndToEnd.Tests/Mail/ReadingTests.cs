using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class ReadingTests(SharedGateway gateway)
{
    private const int ByValue = 1;
    private const int EmbeddedMessage = 5;
    private const int MegaByte = 1024 * 1024;

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    [Trait("Operation", "RopGetPropertiesSpecific")]
    [Trait("Operation", "RopReloadCachedInformation")]
    [Trait("Operation", "RopReadRecipients")]
    [Trait("Requirement", "MS-OXCMSG R753")]
    public async Task Delivered_message_reads_back_with_its_header_and_text()
    {
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße aus Köln.\r\n.\r\nEnde", "Cc: Carol <carol@example.test>\r\nImportance: high\r\n"));
        await using var mailbox = await gateway.OpenAsync(user);

        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Grüße");
        var bag = await message.GetAsync(
            [PidTag.Subject, PidTag.MessageClass, PidTag.SentRepresentingName, PidTag.SentRepresentingSmtpAddress, PidTag.Importance, PidTag.ClientSubmitTime, PidTag.InternetMessageId], default);
        Assert.Equal("Grüße", bag.Get<string>(PidTag.Subject));
        Assert.Equal("IPM.Note", bag.Get<string>(PidTag.MessageClass));
        Assert.Equal("Sender, Sam", bag.Get<string>(PidTag.SentRepresentingName));
        Assert.Equal("sender@outside.test", bag.Get<string>(PidTag.SentRepresentingSmtpAddress));
        Assert.Equal(2, bag.Get<int>(PidTag.Importance));
        Assert.Equal(new DateTime(2026, 11, 19, 8, 30, 0, DateTimeKind.Utc), bag.Get<FileTime>(PidTag.ClientSubmitTime).ToDateTimeUtc());
        Assert.Contains("@outside.test>", bag.Get<string>(PidTag.InternetMessageId), StringComparison.Ordinal);
        Assert.Equal("Grüße aus Köln.\r\n.\r\nEnde", (await message.TextAsync(default))?.TrimEnd());

        var recipients = await message.RecipientsAsync(default);
        Assert.Equal([(RecipientType.To, "somebody@example.test"), (RecipientType.Cc, "carol@example.test")], recipients.Select(r => (r.Type, r.SmtpAddress ?? r.Address)));
    }

    [Fact]
    [Trait("Operation", "RopGetAttachmentTable")]
    [Trait("Operation", "RopOpenAttachment")]
    [Trait("Operation", "RopOpenStream")]
    [Trait("Operation", "RopReadStream")]
    [Trait("Requirement", "MS-OXCMSG R853")]
    [Trait("Requirement", "MS-OXCMSG R890")]
    [Trait("Requirement", "MS-OXCMSG R312")]
    public async Task Attachments_read_back_byte_for_byte()
    {
        var small = Letter.Content(1021);
        var large = Letter.Content((3 * MegaByte) + 17);
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.WithFiles("Files", "Two files.", ("plan.bin", "application/octet-stream", small), ("film.mpg", "video/mpeg", large)));
        await using var mailbox = await gateway.OpenAsync(user);

        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Files");
        using var table = await message.AttachmentsAsync(default);
        await table.SetColumnsAsync([PidTag.AttachNumber, PidTag.AttachLongFilename, PidTag.AttachMimeTag, PidTag.AttachMethod], default);
        var rows = await table.QueryRowsAsync(10, default);
        Assert.Equal(["plan.bin", "film.mpg"], rows.Select(row => row.Get<string>(PidTag.AttachLongFilename)));
        Assert.Equal(["application/octet-stream", "video/mpeg"], rows.Select(row => row.Get<string>(PidTag.AttachMimeTag)));
        Assert.All(rows, row => Assert.Equal(ByValue, row.Get<int>(PidTag.AttachMethod)));

        Assert.Equal(small, await ContentAsync(message, rows[0]));
        Assert.Equal(large, await ContentAsync(message, rows[1]));
        Assert.Equal("Two files.", (await message.TextAsync(default))?.TrimEnd());
    }

    [Fact]
    [Trait("Operation", "RopOpenEmbeddedMessage")]
    [Trait("Requirement", "MS-OXCMSG R596")]
    [Trait("Requirement", "MS-OXCMSG R881")]
    public async Task Message_inside_a_message_opens_with_its_own_text_and_attachment()
    {
        var content = Letter.Content(5000);
        var inner = Letter.WithFiles("The original", "Inner text.", ("inner.dat", "application/octet-stream", content));
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.WithMessage("Forwarded", inner));
        await using var mailbox = await gateway.OpenAsync(user);

        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Forwarded");
        using var table = await message.AttachmentsAsync(default);
        await table.SetColumnsAsync([PidTag.AttachNumber, PidTag.AttachMethod], default);
        var row = Assert.Single(await table.QueryRowsAsync(10, default));
        Assert.Equal(EmbeddedMessage, row.Get<int>(PidTag.AttachMethod));

        using var attachment = await message.OpenAttachmentAsync((uint)row.Get<int>(PidTag.AttachNumber), default);
        using var embedded = await attachment.OpenEmbeddedAsync(OpenEmbeddedMessageFlags.ReadOnly, default);
        Assert.Equal("The original", (await embedded.GetAsync([PidTag.Subject], default)).Get<string>(PidTag.Subject));
        Assert.Equal("Inner text.", (await embedded.TextAsync(default))?.TrimEnd());
        using var innerTable = await embedded.AttachmentsAsync(default);
        await innerTable.SetColumnsAsync([PidTag.AttachNumber], default);
        Assert.Equal(content, await ContentAsync(embedded, Assert.Single(await innerTable.QueryRowsAsync(10, default))));
    }

    [Fact]
    [Trait("Operation", "RopGetPropertiesAll")]
    [Trait("Operation", "RopGetPropertiesList")]
    public async Task Every_property_that_is_listed_can_be_read()
    {
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain("Whole"));
        await using var mailbox = await gateway.OpenAsync(user);
        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Whole");

        var tags = await message.ListAsync(default);
        var all = (await message.GetAllAsync(default)).Select(value => value.Tag.Id).ToHashSet();

        Assert.Contains(PidTag.Subject.Id, all);
        Assert.Empty(tags.Where(tag => !all.Contains(tag.Id)));
        foreach (var tag in tags)
        {
            Assert.True(
                (await message.GetAsync([tag], default)).Contains(tag.Id) || await message.ReadStreamAsync(tag, default) is not null,
                $"{tag} is listed and cannot be read");
        }
    }

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Reading_a_message_leaves_it_unread()
    {
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.WithFiles("Untouched", "Text", ("a.bin", "application/octet-stream", Letter.Content(100))));
        await using var mailbox = await gateway.OpenAsync(user);

        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Untouched");
        await message.TextAsync(default);
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        var uid = Assert.Single(await imap.SearchAsync("INBOX"));

        Assert.DoesNotContain("\\Seen", await imap.FlagsAsync(uid));
    }

    [Fact]
    [Trait("Operation", "RopSortTable")]
    [Trait("Operation", "RopQueryRows")]
    [Trait("Operation", "RopQueryPosition")]
    [Trait("Operation", "RopSeekRow")]
    [Trait("Operation", "RopFindRow")]
    [Trait("Operation", "RopRestrict")]
    [Trait("Requirement", "MS-OXCTABL R243")]
    [Trait("Requirement", "MS-OXCTABL R534")]
    public async Task Table_of_a_folder_sorts_seeks_finds_and_restricts()
    {
        var user = gateway.Stack.NewUser();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        foreach (var name in new[] { "Delta", "alpha", "Charlie", "bravo" })
            await imap.AppendAsync("INBOX", Letter.Plain(name));
        await using var mailbox = await gateway.OpenAsync(user);
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var table = await inbox.ContentsAsync(Mapi.Wire.OxcFold.ContentsTableFlags.None, default);
        await table.SetColumnsAsync([PidTag.Subject], default);
        await table.SortAsync([new SortOrder(PidTag.Subject, SortDirection.Ascending)], default);

        Assert.Equal(["alpha", "bravo", "Charlie", "Delta"], Subjects(await table.QueryRowsAsync(50, default)));
        Assert.Equal((4u, 4u), await table.PositionAsync(default));
        Assert.Equal(-2, await table.SeekAsync(Mapi.Wire.OxcTabl.BookmarkOrigin.Current, -2, default));
        Assert.Equal(["Charlie"], Subjects(await table.QueryRowsAsync(1, default)));

        var begins = new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, PidTag.Subject, new PropertyValue(PidTag.Subject, "B"));
        var found = await table.FindRowAsync(begins, Mapi.Wire.OxcTabl.BookmarkOrigin.Beginning, default);
        Assert.Equal("bravo", found?.Get<string>(PidTag.Subject));

        await table.RestrictAsync(begins, default);
        Assert.Equal(["bravo"], Subjects(await table.QueryRowsAsync(50, default)));
        await table.RestrictAsync(null, default);
        Assert.Equal(4u, (await table.PositionAsync(default)).Count);
    }

    private static IEnumerable<string?> Subjects(IEnumerable<PropertyRow> rows) => rows.Select(row => row.Get<string>(PidTag.Subject));

    private static async Task<byte[]> ContentAsync(MapiMessage message, PropertyRow row)
    {
        using var attachment = await message.OpenAttachmentAsync((uint)row.Get<int>(PidTag.AttachNumber), default);
        using var content = await attachment.OpenContentAsync(OpenStreamFlags.ReadOnly, default);
        return await content.ReadToEndAsync(default);
    }
}
