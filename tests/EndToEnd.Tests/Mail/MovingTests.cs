using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class MovingTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "RopDeleteMessages")]
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

    [Fact]
    [Trait("Operation", "RopMoveCopyMessages")]
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
