using System.Collections;
using System.Diagnostics;
using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxProps;
using Xunit.Abstractions;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

public sealed class MailMirrorTests(ITestOutputHelper output)
{
    private static readonly MailFlags Flagged = new(MailSystemFlags.Flagged, []);

    [Fact]
    public async Task First_listing_of_a_large_folder_becomes_visible_in_batches_and_announces_no_new_mail()
    {
        await using var host = await MailboxHost.OpenAsync(h => Deliver(h, 1200));
        var snapshot = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal((1200, 1200), (snapshot.Count, snapshot.Unread));
        Assert.Equal([500, 1000, 1200], host.Events.OfType<FolderChanged>().Select(e => e.Folder.Messages).Where(m => m > 0).Distinct());
        Assert.Equal(1200, host.Events.OfType<ItemCreated>().Count());
        Assert.DoesNotContain(host.Events.OfType<ItemCreated>(), e => e.IsNewMail);
    }

    [Fact]
    public async Task Messages_have_ids_of_slot_and_uid_and_their_id_as_change_number()
    {
        await using var host = await MailboxHost.OpenAsync(h => Deliver(h, 3));
        var snapshot = await host.RefreshAsync(SpecialFolder.Inbox);
        var slot = host.Folder(SpecialFolder.Inbox).Slot;
        Assert.True(slot is > 0 and < ItemIds.FirstDrawnSlot);
        Assert.Equal([1u, 2, 3], snapshot.Rows.Select(r => r.Record.Uid));
        Assert.All(snapshot.Rows, r => Assert.Equal((ItemIds.Mail(slot, r.Record.Uid), r.RowId), (r.RowId, r.Record.ChangeNumber)));
        Assert.Equal("message 2", snapshot.Rows[1].Get(PidTag.Subject));
    }

    [Fact]
    public async Task Unchanged_folder_costs_one_question_for_its_state()
    {
        await using var host = await MailboxHost.OpenAsync(h => Deliver(h, 3));
        await host.RefreshAsync(SpecialFolder.Inbox);
        var (status, changes, summaries) = (host.Mail.Calls("STATUS"), host.Mail.Calls("CHANGES"), host.Mail.Calls("SUMMARIES"));
        host.Events.Clear();
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal((status + 1, changes, summaries), (host.Mail.Calls("STATUS"), host.Mail.Calls("CHANGES"), host.Mail.Calls("SUMMARIES")));
        Assert.Empty(host.Events);

        // And so it is from the state alone.
        await host.ReopenAsync();
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal((status + 2, changes, summaries), (host.Mail.Calls("STATUS"), host.Mail.Calls("CHANGES"), host.Mail.Calls("SUMMARIES")));
    }

    [Fact]
    public async Task New_mail_is_announced_once()
    {
        await using var host = await OpenInboxAsync(1);
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        await host.RefreshAsync(SpecialFolder.Inbox);
        await host.RefreshAsync(SpecialFolder.Inbox);
        var created = Assert.Single(host.Events.OfType<ItemCreated>());
        Assert.True(created.IsNewMail);
        Assert.Equal("new", created.Item.Get(PidTag.Subject));
        Assert.Equal(1, host.Mail.Summaries - 1);
    }

    [Fact]
    public async Task First_mail_in_an_empty_folder_is_new_mail()
    {
        await using var host = await OpenInboxAsync(0);
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.True(Assert.Single(host.Events.OfType<ItemCreated>()).IsNewMail);
    }

    [Theory]
    [InlineData("Sent", SpecialFolder.SentItems)]
    [InlineData("Drafts", SpecialFolder.Drafts)]
    public async Task Message_that_appears_among_ones_own_is_no_new_mail(string path, SpecialFolder role)
    {
        await using var host = await MailboxHost.OpenAsync();
        await host.RefreshAsync(role);
        host.Mail.Deliver(path, MailboxHost.Message("own"));
        await host.RefreshAsync(role);
        Assert.False(Assert.Single(host.Events.OfType<ItemCreated>()).IsNewMail);
    }

    [Fact]
    public async Task Message_that_was_read_elsewhere_is_no_new_mail()
    {
        await using var host = await OpenInboxAsync(0);
        var uid = host.Mail.Deliver("INBOX", MailboxHost.Message("read"));
        host.Mail.SetFlags("INBOX", uid, MailFlags.Seen);
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.False(Assert.Single(host.Events.OfType<ItemCreated>()).IsNewMail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flags_that_others_set_are_shown_with_the_right_change_numbers(bool hasModSequences)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            Deliver(h, 2);
            if (!hasModSequences)
                h.Mail.Capabilities &= ~(MailCapabilities.ModSequences | MailCapabilities.Vanished);
        });
        var before = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0].Record;

        host.Mail.SetFlags("INBOX", 1, MailFlags.Seen);
        var read = await ChangedAsync();
        Assert.True(read.IsRead);
        Assert.Equal(before.ChangeNumber, read.ChangeNumber);
        Assert.True(read.ReadChangeNumber > ItemIds.FirstChange);

        host.Mail.SetFlags("INBOX", 1, Flagged with { System = Flagged.System | MailSystemFlags.Seen });
        var flagged = await ChangedAsync();
        Assert.True(flagged.ChangeNumber > read.ReadChangeNumber);
        Assert.Equal(read.ReadChangeNumber, flagged.ReadChangeNumber);

        host.Mail.SetFlags("INBOX", 1, new MailFlags(MailSystemFlags.Answered, ["$Forwarded"]));
        var both = await ChangedAsync();
        Assert.False(both.IsRead);
        Assert.True(both.ChangeNumber > flagged.ChangeNumber);
        Assert.True(both.ReadChangeNumber > flagged.ReadChangeNumber);
        Assert.Equal(1, host.Mail.Calls("SUMMARIES"));

        // Nothing more happens.
        host.Events.Clear();
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Empty(host.Events);

        async Task<ItemRecord> ChangedAsync()
        {
            host.Events.Clear();
            var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
            Assert.Same(row, Assert.Single(host.Events.OfType<ItemChanged>()).Item);
            return row.Record;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Message_that_others_removed_vanishes(bool hasModSequences)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            Deliver(h, 3);
            if (!hasModSequences)
                h.Mail.Capabilities &= ~(MailCapabilities.ModSequences | MailCapabilities.Vanished);
        });
        await host.RefreshAsync(SpecialFolder.Inbox);
        host.Events.Clear();
        host.Mail.Remove("INBOX", 2);
        Assert.Equal([1u, 3], (await host.RefreshAsync(SpecialFolder.Inbox)).Rows.Select(r => r.Record.Uid));
        Assert.Equal(2u, Assert.Single(host.Events.OfType<ItemRemoved>()).Item.Record.Uid);
        Assert.Equal((2, 2), (host.Folder(SpecialFolder.Inbox).Messages, host.Folder(SpecialFolder.Inbox).Unread));
    }

    [Fact]
    public async Task Another_uidvalidity_gives_another_slot_and_keeps_what_only_the_gateway_has()
    {
        await using var host = await OpenInboxAsync(3);
        var inbox = host.Folder(SpecialFolder.Inbox);
        await host.Mailbox.Index.CommitAsync(set => set.Put(new ItemRecord { Id = set.DrawId(), FolderId = inbox.Id, IsAssociated = true }), default);
        host.Mail.Remove("INBOX", 1);
        host.Mail.Renumber("INBOX");
        host.Events.Clear();
        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        var slot = host.Folder(SpecialFolder.Inbox).Slot;
        Assert.NotEqual(inbox.Slot, slot);
        Assert.Equal([ItemIds.Mail(slot, 1), ItemIds.Mail(slot, 2)], after.Normal.Rows.Select(r => r.RowId));
        Assert.Single(after.Associated.Rows);
        Assert.Equal(3, host.Events.OfType<ItemRemoved>().Count());
        Assert.DoesNotContain(host.Events.OfType<ItemCreated>(), e => e.IsNewMail);
        Assert.Equal(1, host.Logs.Count(3010));
    }

    [Fact]
    public async Task Interrupted_first_listing_goes_on_where_it_was_and_announces_no_new_mail()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            Deliver(h, 1200);
            h.Mail.SummariesUntilBreak = 700;
        });
        var fault = await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.Inbox));
        Assert.True(fault.IsTransient);
        Assert.Equal(500, host.Mailbox.Index.Loaded(host.Folder(SpecialFolder.Inbox).Id)!.Count);
        var slot = host.Folder(SpecialFolder.Inbox).Slot;

        await host.ReopenAsync();
        host.Mail.SummariesUntilBreak = null;
        Assert.Equal(1200, (await host.RefreshAsync(SpecialFolder.Inbox)).Count);
        Assert.Equal(700 + 700, host.Mail.Summaries);
        Assert.Equal(slot, host.Folder(SpecialFolder.Inbox).Slot);
        Assert.DoesNotContain(host.Events.OfType<ItemCreated>(), e => e.IsNewMail);

        // What comes afterwards is new.
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Single(host.Events.OfType<ItemCreated>(), e => e.IsNewMail);
    }

    [Fact]
    public async Task Interrupted_look_at_new_mail_is_taken_up_again()
    {
        await using var host = await OpenInboxAsync(1);
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        host.Mail.SetFlags("INBOX", 1, MailFlags.Seen);
        host.Mail.SummariesUntilBreak = 0;
        await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.Inbox));
        host.Mail.SummariesUntilBreak = null;
        Assert.Equal(2, (await host.RefreshAsync(SpecialFolder.Inbox)).Count);
        Assert.Single(host.Events.OfType<ItemCreated>(), e => e.IsNewMail);
        Assert.Single(host.Events.OfType<ItemChanged>());
    }

    [Fact]
    public async Task Message_that_cannot_be_converted_is_shown_with_what_could_be_read()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            Deliver(h, 3);
            h.Mail.Structure = uid => uid == 2 ? new MailPart("multipart/mixed", new Dictionary<string, string>(), null, null, new Dictionary<string, string>(), null, 0, new BrokenParts()) : null;
        });
        var rows = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows;
        Assert.Equal(3, rows.Count);
        Assert.Equal("message 2", rows[1].Get(PidTag.Subject));
        Assert.Equal("IPM.Note", rows[1].Get(PidTag.MessageClass));
        Assert.NotNull(rows[1].Get(PidTag.MessageDeliveryTime));
        Assert.True(rows[1].Get(PidTag.MessageSize) is > 0);
        Assert.Equal(1, host.Logs.Count(3011));
        Assert.Equal((3, 3), (host.Folder(SpecialFolder.Inbox).Messages, host.Folder(SpecialFolder.Inbox).MailState!.Messages));
    }

    [Fact]
    public async Task Any_header_is_shown()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            foreach (var text in (string[])["", "\n", "no header at all", "Subject: =?utf-8?Q?=FF=FE?=\nFrom: <<<>>>\nDate: never\n\n", "Content-Type: \0\nSubject: \uFFFF\n\nx", new string('x', 100_000)])
                h.Mail.Deliver("INBOX", text);
        });
        Assert.Equal(6, (await host.RefreshAsync(SpecialFolder.Inbox)).Count);
        Assert.Equal(0, host.Logs.Count(3011));
    }

    [Fact]
    public async Task Folder_that_the_server_lost_is_a_fault_and_leaves_the_index()
    {
        await using var host = await OpenInboxAsync(2);
        host.Mail.Fault = (_, path) => path == "INBOX" ? new BackendException(BackendError.NotFound, "no such folder") : null;
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.Inbox))).Error);
        Assert.Equal(2, host.Mailbox.Index.Loaded(host.Folder(SpecialFolder.Inbox).Id)!.Count);
    }

    /// <summary>What was heard of the folder that had the role before must not be shown as the one's that has it now.</summary>
    [Theory]
    [InlineData("CHANGES")]
    [InlineData("SUMMARIES")]
    public async Task Folder_that_becomes_another_one_while_it_is_read_shows_none_of_the_first(string during)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Deliver("Sent", MailboxHost.Message("old"));
            h.Mail.CreateFolderAsync("Sent Items", default).Wait();
            h.Mail.Deliver("Sent Items", MailboxHost.Message("new one"));
            h.Mail.Deliver("Sent Items", MailboxHost.Message("new two"));
        });
        host.Mail.Fault = (operation, path) =>
        {
            if (operation != during || path != "Sent")
                return null;
            host.Mail.Fault = null;
            host.Mail.Uses.Remove("Sent");
            host.Mail.Uses["Sent Items"] = MailFolderUse.Sent;
            host.Mailbox.RefreshFoldersAsync(default).Wait();
            return null;
        };
        Assert.True((await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.SentItems))).IsTransient);
        Assert.Equal(["new one", "new two"], (await host.RefreshAsync(SpecialFolder.SentItems)).Rows.Select(r => r.Get(PidTag.Subject)));
        Assert.Equal(["old"], (await host.Mailbox.RefreshAsync(host.Folder("Sent").Id, default)).Rows.Select(r => r.Get(PidTag.Subject)));
    }

    [Fact]
    public async Task Folder_that_goes_while_it_is_read_is_not_found()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Work", default).Wait();
            h.Mail.Deliver("Work", MailboxHost.Message("one"));
        });
        var id = host.Folder("Work").Id;
        host.Mail.Fault = (operation, path) =>
        {
            if (operation != "CHANGES")
                return null;
            host.Mail.Fault = null;
            host.Mailbox.Index.CommitAsync(set => set.RemoveFolder(set.Folder(id)!), default).Wait();
            return null;
        };
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.Mailbox.RefreshAsync(id, default))).Error);
        Assert.Null(host.Mailbox.Index.Loaded(id));
    }

    [Fact]
    public async Task Many_that_look_at_once_read_once()
    {
        await using var host = await MailboxHost.OpenAsync(h => Deliver(h, 50));
        var snapshots = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.RefreshAsync(SpecialFolder.Inbox))));
        Assert.All(snapshots, s => Assert.Equal(50, s.Count));
        Assert.Equal(50, host.Mail.Summaries);
        Assert.Equal(50, host.Events.OfType<ItemCreated>().Count());
    }

    [Fact]
    public async Task Twenty_thousand_messages_are_listed_in_the_time_that_is_printed()
    {
        await using var host = await MailboxHost.OpenAsync(h => Deliver(h, 20_000));
        var watch = Stopwatch.StartNew();
        await host.RefreshAsync(SpecialFolder.Inbox);
        output.WriteLine($"20000 messages listed in {watch.Elapsed.TotalMilliseconds:F0} ms");
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        watch.Restart();
        Assert.Equal(20_001, (await host.RefreshAsync(SpecialFolder.Inbox)).Count);
        output.WriteLine($"one more in {watch.Elapsed.TotalMilliseconds:F1} ms");
    }

    private static void Deliver(MailboxHost host, int count)
    {
        for (var i = 1; i <= count; i++)
            host.Mail.Deliver("INBOX", MailboxHost.Message($"message {i}"));
    }

    private static async Task<MailboxHost> OpenInboxAsync(int count)
    {
        var host = await MailboxHost.OpenAsync(h => Deliver(h, count));
        await host.RefreshAsync(SpecialFolder.Inbox);
        host.Events.Clear();
        return host;
    }

    private sealed class BrokenParts : IReadOnlyList<MailPart>
    {
        public int Count => 1;

        public MailPart this[int index] => throw new InvalidOperationException("broken");

        public IEnumerator<MailPart> GetEnumerator() => throw new InvalidOperationException("broken");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
