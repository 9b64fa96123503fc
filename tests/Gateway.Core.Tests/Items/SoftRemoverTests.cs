using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

/// <summary>What is deleted softly goes to a hidden folder, shows as deleted where it lay, and comes back.</summary>
public sealed class SoftRemoverTests
{
    private const string Recoverable = HiddenFolder.RecoverableItems;
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public async Task Deleted_message_lies_hidden_on_the_server_and_shows_as_deleted_where_it_lay()
    {
        await using var host = await OpenAsync();
        await host.RefreshAsync(SpecialFolder.Inbox);
        host.Events.Clear();
        Assert.True(await DeleteAsync(host, "Letter 1"));
        Assert.Single(host.Mail.Messages("INBOX"));
        Assert.Single(host.Mail.Messages(Recoverable));
        Assert.False((await host.Mail.ListAsync(default)).Single(f => f.Path == Recoverable).IsSubscribed);

        var row = Assert.Single(Deleted(host));
        Assert.Equal("Letter 1", row.Get(PidTag.Subject));
        Assert.Equal(FileTime.From(host.Time.GetUtcNow()), row.Get(PidTag.DeletedOn));
        Assert.Equal((long)MailboxIdentity.FolderId(host.Folder(SpecialFolder.Inbox).Id).Value, row.Get(PidTag.FolderId));
        Assert.Equal(1, new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Inbox).Id).Get(PidTag.DeletedCountTotal));
        Assert.Equal(1, new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Inbox).Id).Get(PidTag.ContentCount));
        Assert.Single(host.Events, e => e is ItemRemoved);
        Assert.DoesNotContain(host.Events, e => e is ItemCreated or ItemMoved or FolderCreated || e is FolderChanged { Folder.Role: SpecialFolder.RecoverableItems });
    }

    [Fact]
    public async Task Folder_of_deleted_messages_is_in_no_hierarchy_and_in_no_sum()
    {
        await using var host = await OpenAsync();
        await DeleteAsync(host, "Letter 1");
        await host.Mail.CreateFolderAsync($"{Recoverable}/Below", default);
        await host.Mailbox.RefreshFoldersAsync(default);
        var names = new HierarchySource(host.Mailbox, host.Folder(SpecialFolder.Root).Id, deep: true).Current.Rows.Select(r => (string)r.Get(PidTag.DisplayName)!).ToList();
        Assert.DoesNotContain(Recoverable, names);
        Assert.DoesNotContain("Below", names);
        Assert.Contains("Inbox", names);
        Assert.Equal(1, new StoreObject(host.Mailbox).Get(PidTag.ContentCount));
        var source = new MailboxContentsSource(host.Mailbox);
        await source.LoadAsync(default);
        Assert.Equal("Letter 2", Assert.Single(source.Current.Rows).Get(PidTag.Subject));
        await Assert.ThrowsAsync<BackendException>(() => new FolderCreation(host.Mailbox).CreateAsync(host.Folder(SpecialFolder.IpmSubtree).Id, Recoverable, "", openExisting: true, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleted_message_is_opened_and_brought_back_with_what_was_set_on_it(bool toldWhere)
    {
        await using var host = await OpenAsync(h =>
        {
            if (!toldWhere)
                h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
        });
        var inbox = host.Folder(SpecialFolder.Inbox).Id;
        await new MessageStatus(host.Mailbox).SetAsync(inbox, (await RowAsync(host, "Letter 1")).RowId, 1, 1, default);
        await DeleteAsync(host, "Letter 1");
        var row = Assert.Single(Deleted(host));

        var reader = new MessageReader(host.Mailbox);
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => reader.OpenAsync(inbox, row.RowId, default))).Error);
        var open = await reader.OpenAnyAsync(inbox, row.RowId, default);
        Assert.Equal("Letter 1", open.Get(PidTag.Subject));
        Assert.True(open.IsSoftDeleted);
        open.Release();

        host.Events.Clear();
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(inbox, [row.RowId], inbox, copy: false, default));
        Assert.Empty(host.Mail.Messages(Recoverable));
        Assert.Empty(Deleted(host));
        var back = await RowAsync(host, "Letter 1");
        Assert.Equal(1, back.Get(PidTag.MessageStatus));
        Assert.Null(back.Get(PidTag.DeletedOn));
        Assert.Single(host.Events, e => e is ItemCreated { IsNewMail: false });
    }

    [Fact]
    public async Task Deleted_message_is_copied_elsewhere_and_stays_deleted()
    {
        await using var host = await OpenAsync();
        await DeleteAsync(host, "Letter 1");
        var (inbox, drafts) = (host.Folder(SpecialFolder.Inbox).Id, host.Folder(SpecialFolder.Drafts).Id);
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(inbox, [Assert.Single(Deleted(host)).RowId], drafts, copy: true, default));
        Assert.Single(Deleted(host));
        Assert.Null(Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows).Get(PidTag.DeletedOn));
    }

    [Fact]
    public async Task Deleted_message_is_deleted_for_good()
    {
        await using var host = await OpenAsync();
        await DeleteAsync(host, "Letter 1");
        Assert.True(await new MessageRemover(host.Mailbox).DeleteShownAsync(host.Folder(SpecialFolder.Inbox).Id, [Assert.Single(Deleted(host)).RowId, (await RowAsync(host, "Letter 2")).RowId], default));
        Assert.Empty(host.Mail.Messages(Recoverable));
        Assert.Empty(host.Mail.Messages("INBOX"));
        Assert.Empty(Deleted(host));
    }

    [Fact]
    public async Task Origin_and_time_outlive_the_state()
    {
        await using var host = await OpenAsync();
        await DeleteAsync(host, "Letter 1");
        var before = Assert.Single(Deleted(host)).Get(PidTag.DeletedOn);
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.ReopenAsync(loseState: true);
        await host.Mailbox.Recoverable.RefreshAsync(default);
        Assert.Equal(before, Assert.Single(Deleted(host)).Get(PidTag.DeletedOn));
    }

    [Fact]
    public async Task Messages_of_a_deleted_folder_show_as_deleted_in_Deleted_Items()
    {
        await using var host = await OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Work", default).Wait();
            h.Mail.Deliver("Work", MailboxHost.Message("Plan"));
        });
        var work = host.Folder("Work").Id;
        Assert.Equal((ErrorCode.Success, true), await new FolderRemoval(host.Mailbox).DeleteAsync(work, messages: true, subfolders: true, hard: false, default));
        var row = Assert.Single(Deleted(host, SpecialFolder.DeletedItems));
        Assert.Equal("Plan", row.Get(PidTag.Subject));
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(host.Folder(SpecialFolder.DeletedItems).Id, [row.RowId], host.Folder(SpecialFolder.Inbox).Id, copy: false, default));
        await RowAsync(host, "Plan");
    }

    [Fact]
    public async Task Emptied_folder_has_its_messages_to_give_back()
    {
        await using var host = await OpenAsync();
        var inbox = host.Folder(SpecialFolder.Inbox).Id;
        Assert.Equal((ErrorCode.Success, true), await new FolderRemoval(host.Mailbox).EmptyAsync(inbox, associated: false, hard: false, default));
        Assert.Equal(2, Deleted(host).Count);
        Assert.Equal((ErrorCode.Success, true), await new FolderRemoval(host.Mailbox).EmptyAsync(inbox, associated: false, hard: true, default));
        Assert.Empty(host.Mail.Messages("INBOX"));
    }

    [Fact]
    public async Task Appointment_is_carried_there_and_back()
    {
        await using var host = await OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar", isDefault: true);
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "Planning"));
        });
        var calendar = host.Folder(SpecialFolder.Calendar).Id;
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.True(await new SoftRemover(host.Mailbox).DeleteAsync(calendar, [row.RowId], default));
        Assert.Empty(host.Items.Hrefs("/a/"));
        var deleted = Assert.Single(Deleted(host, SpecialFolder.Calendar));
        Assert.Equal(("IPM.Appointment", "Planning"), (deleted.Get(PidTag.MessageClass), deleted.Get(PidTag.Subject)));
        Assert.NotNull(deleted.Get(PidTag.DeletedOn));

        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(calendar, [deleted.RowId], calendar, copy: false, default));
        Assert.Empty(host.Mail.Messages(Recoverable));
        var back = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.Equal("Planning", back.Get(PidTag.Subject));
        Assert.Null(back.Get(PidTag.DeletedOn));
    }

    [Theory]
    [InlineData("MOVE")]
    [InlineData("CREATE")]
    public async Task Mailbox_without_room_deletes_for_good(string refused)
    {
        await using var host = await OpenAsync();
        host.Mail.Fault = (operation, path) => operation == refused && path != HiddenFolder.State ? new BackendException(BackendError.QuotaExceeded, "No room") : null;
        Assert.True(await DeleteAsync(host, "Letter 1"));
        Assert.Single(host.Mail.Messages("INBOX"));
        Assert.Empty(Deleted(host));
    }

    [Fact]
    public async Task Server_that_refuses_keeps_the_message_and_its_fault_is_told()
    {
        await using var host = await OpenAsync();
        host.Mail.Fault = (operation, _) => operation == "MOVE" ? new BackendException(BackendError.AccessDenied, "No") : null;
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(() => DeleteAsync(host, "Letter 1"))).Error);
        Assert.Equal(2, host.Mail.Messages("INBOX").Count);
    }

    [Fact]
    public async Task Server_without_a_way_to_move_has_the_message_marked()
    {
        await using var host = await OpenAsync(h => h.Mail.Capabilities &= ~(MailCapabilities.UidPlus | MailCapabilities.Move));
        Assert.True(await DeleteAsync(host, "Letter 1"));
        Assert.Equal(2, host.Mail.Messages("INBOX").Count);
        Assert.Equal("Letter 1", Assert.Single(Deleted(host)).Get(PidTag.Subject));
    }

    [Fact]
    public async Task Retention_of_nothing_deletes_for_good()
    {
        await using var host = await OpenAsync(configure: o => o with { Retention = TimeSpan.Zero });
        Assert.True(await DeleteAsync(host, "Letter 1"));
        Assert.Single(host.Mail.Messages("INBOX"));
        Assert.DoesNotContain(await host.Mail.ListAsync(default), f => f.Path == Recoverable);
    }

    [Fact]
    public async Task Sweep_removes_what_was_deleted_too_long_ago_and_begins_to_count_for_what_says_nothing()
    {
        await using var host = await OpenAsync();
        await DeleteAsync(host, "Letter 1");
        host.Time.Advance(TimeSpan.FromDays(8));
        await DeleteAsync(host, "Letter 2");
        host.Mail.Deliver(Recoverable, MailboxHost.Message("Strange"));
        var sweep = new RetentionSweep(host.Mailbox);
        await sweep.RunAsync(default);
        Assert.Equal(3, host.Mail.Messages(Recoverable).Count);
        Assert.Equal("Strange", Assert.Single(Deleted(host, SpecialFolder.DeletedItems)).Get(PidTag.Subject));
        host.Time.Advance(TimeSpan.FromDays(7));
        await sweep.RunAsync(default);
        Assert.Equal(["Letter 2"], Deleted(host).Select(r => r.Get(PidTag.Subject)));
        host.Time.Advance(TimeSpan.FromDays(8));
        await sweep.RunAsync(default);
        Assert.Empty(host.Mail.Messages(Recoverable));
    }

    [Fact]
    public async Task Message_that_another_client_marks_hides_until_the_mark_goes()
    {
        await using var host = await OpenAsync();
        var row = await RowAsync(host, "Letter 1");
        host.Events.Clear();
        await FlagAsync(host, row, isDeleted: true);
        var snapshot = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal("Letter 2", Assert.Single(snapshot.Normal.Rows).Get(PidTag.Subject));
        Assert.Equal((1, 1, 1), (snapshot.Count, snapshot.Unread, host.Folder(SpecialFolder.Inbox).Messages));
        Assert.IsType<ItemRemoved>(Assert.Single(host.Events, e => e is ItemRemoved or ItemChanged or ItemCreated));
        Assert.Equal(row.RowId, Assert.Single(Deleted(host)).RowId);
        Assert.NotNull(Deleted(host)[0].Get(PidTag.DeletedOn));

        await FlagAsync(host, row, isDeleted: false);
        Assert.Equal(2, (await host.RefreshAsync(SpecialFolder.Inbox)).Normal.Rows.Count);
        Assert.IsType<ItemCreated>(host.Events.Last(e => e is ItemRemoved or ItemChanged or ItemCreated));
        Assert.Empty(Deleted(host));
    }

    [Fact]
    public async Task Marked_message_is_brought_back_by_a_move_into_its_own_folder()
    {
        await using var host = await OpenAsync();
        var row = await RowAsync(host, "Letter 1");
        await FlagAsync(host, row, isDeleted: true);
        await host.RefreshAsync(SpecialFolder.Inbox);
        var inbox = host.Folder(SpecialFolder.Inbox).Id;
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(inbox, [row.RowId], inbox, copy: false, default));
        Assert.Equal(row.RowId, (await RowAsync(host, "Letter 1")).RowId);
        Assert.All(host.Mail.Messages("INBOX"), m => Assert.Equal(MailSystemFlags.None, m.Flags.System & MailSystemFlags.Deleted));
    }

    private static Task<MailboxHost> OpenAsync(Action<MailboxHost>? prepare = null, Func<MailboxOptions, MailboxOptions>? configure = null) => MailboxHost.OpenAsync(
        h =>
        {
            h.Mail.Deliver("INBOX", MailboxHost.Message("Letter 1"));
            h.Mail.Deliver("INBOX", MailboxHost.Message("Letter 2"));
            prepare?.Invoke(h);
        },
        o => (configure?.Invoke(o) ?? o) with { ExtensionKey = Key });

    private static async Task<ItemRow> RowAsync(MailboxHost host, string subject) =>
        Assert.IsType<ItemRow>((await host.RefreshAsync(SpecialFolder.Inbox)).Normal.Rows.Single(r => r.Get(PidTag.Subject) as string == subject));

    private static async Task<bool> DeleteAsync(MailboxHost host, string subject) =>
        await new SoftRemover(host.Mailbox).DeleteAsync(host.Folder(SpecialFolder.Inbox).Id, [(await RowAsync(host, subject)).RowId], default);

    private static IReadOnlyList<TableRow> Deleted(MailboxHost host, SpecialFolder role = SpecialFolder.Inbox) => new SoftDeletedSource(host.Mailbox, host.Folder(role).Id).Current.Rows;

    private static async Task FlagAsync(MailboxHost host, ItemRow row, bool isDeleted)
    {
        var mark = new MailFlags(MailSystemFlags.Deleted, []);
        await host.Mail.StoreFlagsAsync("INBOX", host.Folder(SpecialFolder.Inbox).MailState!.UidValidity, UidSet.Of(row.Record.Uid), isDeleted ? mark : MailFlags.None, isDeleted ? MailFlags.None : mark, default);
        await host.RefreshAsync(SpecialFolder.Inbox);
    }
}
