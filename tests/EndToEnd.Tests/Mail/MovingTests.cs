using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class MovingTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "RopDeleteMessages")]
    [Trait("Requirement", "MS-OXCFOLD R280")]
    [Trait("Requirement", "MS-OXCFOLD R282")]
    public async Task Deleted_message_is_gone_for_other_programs_and_the_others_stay()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.Plain("Keep"));
        await imap.AppendAsync("INBOX", Letter.Plain("Remove"));
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Remove");

        await inbox.DeleteMessagesAsync([id], default);

        Assert.Equal(["Keep"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        Assert.Empty(await imap.FindAsync("INBOX", "Remove"));
        Assert.Single(await imap.FindAsync("INBOX", "Keep"));
        var fault = await Assert.ThrowsAsync<MapiException>(() => inbox.OpenMessageAsync(id, default));
        Assert.Equal(ErrorCode.NotFound, fault.Code);
    }

    [Fact]
    [Trait("Operation", "RopDeleteMessages")]
    [Trait("Requirement", "MS-OXCFOLD R262")]
    [Trait("Requirement", "MS-OXCFOLD R1017")]
    public async Task Deleted_message_can_be_had_back_and_other_programs_do_not_see_where_it_lies()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.Plain("Regretted"), "\\Seen");
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        await inbox.DeleteMessagesAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Regretted")], default);

        Assert.Single(await imap.FindAsync("Recoverable Items", "Regretted"));
        Assert.DoesNotContain(await imap.CommandAsync("LSUB \"\" *"), line => line.Contains("Recoverable", StringComparison.Ordinal));
        using (var root = await mailbox.OpenAsync(SpecialFolder.Root))
            Assert.DoesNotContain(await root.SubfoldersAsync(deep: true, default), f => f.Name == "Recoverable Items");

        var row = Assert.Single(await Mailbox.RowsAsync(inbox, [PidTag.Subject, PidTag.Mid, PidTag.DeletedOn], ContentsTableFlags.SoftDeletes));
        Assert.Equal("Regretted", row.Get<string>(PidTag.Subject));
        Assert.NotEqual(default, row.Get<FileTime>(PidTag.DeletedOn));
        var deleted = new MessageId((ulong)row.Get<long>(PidTag.Mid));
        using (var message = await inbox.OpenMessageAsync(deleted, default, OpenModeFlags.OpenSoftDeleted))
            Assert.Equal("Regretted", (await message.GetAsync([PidTag.Subject], default)).Get<string>(PidTag.Subject));
        await inbox.MoveCopyMessagesAsync([deleted], inbox, copy: false, default);

        Assert.Equal(["Regretted"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        Assert.Contains("\\Seen", await imap.FlagsAsync(Assert.Single(await imap.FindAsync("INBOX", "Regretted"))));
        Assert.Empty(await imap.FindAsync("Recoverable Items", "Regretted"));
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Message_that_another_program_marks_as_deleted_hides_until_the_mark_goes()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.Plain("Marked"));
        Assert.Equal(["Marked"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        var uid = Assert.Single(await imap.SearchAsync("INBOX"));

        await imap.CommandAsync($"UID STORE {uid} +FLAGS.SILENT (\\Deleted)");
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        using (var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox))
            Assert.Single(await Mailbox.RowsAsync(inbox, [PidTag.Subject], ContentsTableFlags.SoftDeletes));

        await imap.CommandAsync($"UID STORE {uid} -FLAGS.SILENT (\\Deleted)");
        Assert.Equal(["Marked"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Message_that_another_program_deletes_is_gone_at_the_next_look()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.Plain("Brief"));
        Assert.Equal(["Brief"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));

        var uid = Assert.Single(await imap.SearchAsync("INBOX"));
        await imap.CommandAsync($"UID STORE {uid} +FLAGS.SILENT (\\Deleted)");
        await imap.CommandAsync("EXPUNGE");

        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
    }

    [Fact]
    [Trait("Operation", "RopMoveCopyMessages")]
    [Trait("Requirement", "MS-OXCFOLD R144")]
    public async Task Moved_message_is_in_the_other_folder_alone_for_everybody()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.Plain("Wander"), "\\Seen \\Flagged");
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var trash = await mailbox.OpenAsync(SpecialFolder.DeletedItems);

        await inbox.MoveCopyMessagesAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Wander")], trash, copy: false, default);

        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        Assert.Equal(["Wander"], await mailbox.SubjectsAsync(SpecialFolder.DeletedItems));
        Assert.Empty(await imap.SearchAsync("INBOX"));
        var uid = Assert.Single(await imap.SearchAsync("Trash"));
        Assert.Superset(new HashSet<string> { "\\Seen", "\\Flagged" }, (await imap.FlagsAsync(uid)).ToHashSet());

        // And back by another program.
        await imap.CommandAsync($"UID MOVE {uid} INBOX");
        Assert.Equal(["Wander"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.DeletedItems));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Operation", "RopMoveCopyMessages")]
    public async Task Moved_or_copied_message_takes_along_what_only_mapi_knows(bool copy)
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Laden"));
        var name = PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Colour");
        var colour = new PropertyTag((await mailbox.Store.PropertyIdsAsync([name], create: true, default))[0], PropertyType.String);
        using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Laden"))
        {
            await message.SetAsync([new(colour, "red")], default);
            await message.SaveAsync(default);
        }

        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var trash = await mailbox.OpenAsync(SpecialFolder.DeletedItems);
        await inbox.MoveCopyMessagesAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Laden")], trash, copy, default);

        using var there = await mailbox.OpenAsync(SpecialFolder.DeletedItems, "Laden");
        Assert.Equal("red", (await there.GetAsync([colour], default)).Get<string>(colour));
    }

    [Fact]
    [Trait("Operation", "RopMoveCopyMessages")]
    [Trait("Requirement", "MS-OXCFOLD R144")]
    [Trait("Requirement", "MS-OXCFOLD R159")]
    public async Task Copied_message_is_in_both_folders()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.AppendAsync("INBOX", Letter.WithFiles("Twin", "Text", ("a.bin", "application/octet-stream", Letter.Content(2000))));
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var drafts = await mailbox.OpenAsync(SpecialFolder.Junk);

        await inbox.MoveCopyMessagesAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Twin")], drafts, copy: true, default);

        Assert.Equal(["Twin"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        Assert.Equal(["Twin"], await mailbox.SubjectsAsync(SpecialFolder.Junk));
        Assert.NotEqual(await mailbox.FindAsync(SpecialFolder.Inbox, "Twin"), await mailbox.FindAsync(SpecialFolder.Junk, "Twin"));
        Assert.Single(await imap.SearchAsync("INBOX"));
        Assert.Single(await imap.SearchAsync("Junk"));
    }
}
