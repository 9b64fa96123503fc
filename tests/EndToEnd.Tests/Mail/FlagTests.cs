using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class FlagTests(SharedGateway gateway)
{
    // Bits of PidTagMessageFlags, and PidTagFlagStatus. [MS-OXCMSG] 2.2.1.6, [MS-OXOFLAG] 2.2.1.1
    private const int Read = 0x01;
    private const int FollowUp = 2;

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Flags_that_another_program_sets_show_at_the_next_look()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Flags"));
        Assert.Equal((false, 0), await LookAsync(mailbox));

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        var uid = Assert.Single(await imap.SearchAsync("INBOX"));
        await imap.CommandAsync($"UID STORE {uid} +FLAGS (\\Seen \\Flagged)");
        Assert.Equal((true, FollowUp), await LookAsync(mailbox));

        await imap.CommandAsync($"UID STORE {uid} -FLAGS (\\Seen \\Flagged)");
        Assert.Equal((false, 0), await LookAsync(mailbox));
    }

    [Fact]
    [Trait("Operation", "RopSetReadFlags")]
    [Trait("Requirement", "MS-OXCMSG R795")]
    [Trait("Requirement", "MS-OXCMSG R818")]
    [Trait("Requirement", "MS-OXCMSG R822")]
    public async Task Read_flags_set_on_a_folder_are_seen_by_other_programs()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        foreach (var subject in new[] { "One", "Two", "Three" })
            await imap.AppendAsync("INBOX", Letter.Plain(subject));
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);

        await inbox.SetReadFlagsAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Two")], ReadFlags.SuppressReceipt, default);
        Assert.Equal(await imap.FindAsync("INBOX", "Two"), await imap.SearchAsync("INBOX", "SEEN"));

        // "Mark all as read" names no message.
        await inbox.SetReadFlagsAsync([], ReadFlags.SuppressReceipt, default);
        Assert.Equal(3, (await imap.SearchAsync("INBOX", "SEEN")).Count);

        await inbox.SetReadFlagsAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "One")], ReadFlags.ClearReadFlag, default);
        Assert.Equal(await imap.FindAsync("INBOX", "One"), await imap.SearchAsync("INBOX", "UNSEEN"));
    }

    [Fact]
    [Trait("Operation", "RopSetMessageReadFlag")]
    [Trait("Requirement", "MS-OXCMSG R835")]
    [Trait("Requirement", "MS-OXCMSG R1710")]
    public async Task Read_flag_of_an_open_message_is_seen_by_other_programs()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Open"));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        var uid = Assert.Single(await imap.SearchAsync("INBOX"));
        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Open");

        await message.SetReadFlagAsync(ReadFlags.SuppressReceipt, default);
        Assert.Contains("\\Seen", await imap.FlagsAsync(uid));
        await message.SetReadFlagAsync(ReadFlags.ClearReadFlag, default);
        Assert.DoesNotContain("\\Seen", await imap.FlagsAsync(uid));
    }

    [Fact]
    [Trait("Operation", "RopSetProperties")]
    public async Task Follow_up_flag_of_a_message_is_seen_by_other_programs()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Follow"));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        var uid = Assert.Single(await imap.SearchAsync("INBOX"));

        using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Follow"))
        {
            await message.SetAsync([new(PidTag.FlagStatus, FollowUp)], default);
            await message.SaveAsync(default);
        }

        Assert.Contains("\\Flagged", await imap.FlagsAsync(uid));
    }

    private static async Task<(bool IsRead, int Flag)> LookAsync(Mailbox mailbox)
    {
        var row = Assert.Single(await mailbox.RowsAsync(SpecialFolder.Inbox, PidTag.MessageFlags, PidTag.FlagStatus));
        return ((row.Get<int>(PidTag.MessageFlags) & Read) != 0, row.Get<int>(PidTag.FlagStatus));
    }
}
