using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

/// <summary>Deleting, moving, copying and marking.</summary>
public sealed class MessageChangeTests
{
    [Fact]
    public async Task Deleted_messages_are_gone_at_the_server_and_in_the_index()
    {
        await using var host = await OpenAsync(3);
        var rows = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows;
        host.Events.Clear();
        Assert.True(await DeleteAsync(host, rows[0].RowId, rows[2].RowId));
        Assert.Equal(2u, Assert.Single(host.Mail.Messages("INBOX")).Uid);
        Assert.Equal(2, host.Events.OfType<ItemRemoved>().Count());
        Assert.Equal(1, host.Folder(SpecialFolder.Inbox).Messages);
        Assert.False(await DeleteAsync(host, rows[0].RowId, rows[1].RowId));
        Assert.Empty((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
    }

    [Fact]
    public async Task Messages_that_the_server_can_only_mark_show_as_deleted()
    {
        await using var host = await OpenAsync(1, h => h.Mail.Capabilities &= ~MailCapabilities.UidPlus);
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        host.Events.Clear();
        await DeleteAsync(host, row.RowId);
        var marked = Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
        Assert.Equal(8, marked.Get(PidTag.MessageStatus));
        Assert.Empty((await host.RefreshAsync(SpecialFolder.Inbox)).Normal.Rows);
        Assert.Equal(row.RowId, Assert.Single(host.Mailbox.Recoverable.RowsOf(row.Record.FolderId)).RowId);
        Assert.Single(host.Events, e => e is ItemRemoved);
        Assert.DoesNotContain(host.Events, e => e is ItemCreated);
    }

    [Fact]
    public async Task Server_that_refuses_to_delete_leaves_the_index()
    {
        await using var host = await OpenAsync(1);
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        host.Mail.Fault = (operation, _) => operation == "EXPUNGE" ? new BackendException(BackendError.AccessDenied, "no") : null;
        await Assert.ThrowsAsync<BackendException>(() => DeleteAsync(host, row.RowId));
        Assert.Single(host.Mailbox.Index.Loaded(row.Record.FolderId)!.Rows);
    }

    [Fact]
    public async Task Appointment_is_deleted_unless_it_changed_meanwhile()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "one"));
            h.Items.Set("/a/2.ics", MailboxHost.Event("2", "two"));
            h.Items.Set("/a/3.ics", MailboxHost.Event("3", "three"));
        });
        var rows = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows;
        host.Items.Set("/a/2.ics", MailboxHost.Event("2", "changed"));
        host.Items.Remove("/a/3.ics");
        Assert.False(await new MessageRemover(host.Mailbox).DeleteAsync(rows[0].Record.FolderId, [.. rows.Select(r => r.RowId)], default));
        Assert.Equal(["/a/2.ics"], host.Items.Hrefs("/a/"));
        Assert.Equal(["changed"], (await host.RefreshAsync(SpecialFolder.Calendar)).Rows.Select(r => r.Get(PidTag.Subject)));
    }

    [Fact]
    public async Task Folder_associated_item_is_deleted_with_its_object()
    {
        await using var host = await MailboxHost.OpenAsync();
        var row = await host.SaveAsync(host.Compose(SpecialFolder.Inbox, isAssociated: true));
        Assert.NotNull(await host.Mailbox.Index.LoadObjectAsync(row.RowId, default));
        Assert.True(await DeleteAsync(host, row.RowId));
        Assert.Null(await host.Mailbox.Index.LoadObjectAsync(row.RowId, default));
        Assert.Equal(0, host.Mail.Calls("EXPUNGE"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Moved_messages_take_along_what_was_set_on_them_and_are_no_new_mail(bool hasUidPlus)
    {
        await using var host = await OpenAsync(2, h =>
        {
            if (!hasUidPlus)
                h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
        });
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        message.Set(PidTag.IconIndex, 7);
        await host.SaveAsync(message);
        host.Events.Clear();
        Assert.True(await TransferAsync(host, copy: false, row.RowId));
        var moved = Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows);
        Assert.Equal((7, "message 1"), (moved.Get(PidTag.IconIndex), moved.Get(PidTag.Subject)));
        Assert.NotEqual(row.RowId, moved.RowId);
        Assert.True(moved.Record.ChangeNumber > ItemIds.FirstChange);
        var told = Assert.Single(host.Events.OfType<ItemMoved>());
        Assert.Equal((row.RowId, row.Record.FolderId, moved.RowId), (told.OldItemId, told.OldFolderId, told.Item.RowId));
        Assert.DoesNotContain(host.Events, e => e is ItemCreated or ItemRemoved);
        Assert.Equal((1, 1), (host.Folder(SpecialFolder.Inbox).Messages, host.Folder(SpecialFolder.DeletedItems).Messages));
        Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
    }

    [Fact]
    public async Task Copied_messages_take_along_what_was_set_on_them()
    {
        await using var host = await OpenAsync(1);
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        message.Set(PidTag.IconIndex, 7);
        await host.SaveAsync(message);
        host.Events.Clear();
        Assert.True(await TransferAsync(host, copy: true, row.RowId));
        Assert.Equal(7, Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows).Get(PidTag.IconIndex));
        Assert.False(Assert.Single(host.Events.OfType<ItemCreated>()).IsNewMail);
        Assert.Single(host.Mail.Messages("INBOX"));
    }

    [Fact]
    public async Task Some_messages_that_are_gone_make_a_move_partial()
    {
        await using var host = await OpenAsync(2);
        var rows = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows;
        host.Mail.Remove("INBOX", rows[1].Record.Uid);
        Assert.False(await TransferAsync(host, copy: false, rows[0].RowId, rows[1].RowId));
        Assert.Single(host.Mail.Messages("Trash"));
        Assert.False(await TransferAsync(host, copy: false, 999));
        Assert.True(await TransferAsync(host, copy: false));
    }

    [Fact]
    public async Task Move_between_servers_is_refused_before_anything_is_touched()
    {
        await using var host = await OpenAsync(1, h => h.Items.AddCollection("/a/", "Calendar"));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var mover = new MessageMover(host.Mailbox);
        var fault = await Assert.ThrowsAsync<BackendException>(() => mover.TransferAsync(row.Record.FolderId, [row.RowId], host.Folder(SpecialFolder.Calendar).Id, copy: false, default));
        Assert.Equal(BackendError.NotSupported, fault.Error);
        Assert.Single(host.Mail.Messages("INBOX"));
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => mover.TransferAsync(row.Record.FolderId, [row.RowId], 4711, copy: false, default))).Error);
    }

    [Fact]
    public async Task Messages_are_marked_read_and_unread_at_the_server()
    {
        await using var host = await OpenAsync(3);
        var rows = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows;
        host.Events.Clear();
        Assert.True(await MarkAsync(host, read: true, rows[0].RowId, rows[1].RowId));
        Assert.Equal([true, true, false], host.Mail.Messages("INBOX").Select(m => (m.Flags.System & MailSystemFlags.Seen) != 0));
        Assert.Equal(1, host.Folder(SpecialFolder.Inbox).Unread);
        Assert.Equal(2, host.Events.OfType<ItemChanged>().Count());
        Assert.All(host.Events.OfType<ItemChanged>(), e => Assert.Equal(e.Item.RowId, e.Item.Record.ChangeNumber));

        // Nothing to do asks nobody.
        Assert.True(await MarkAsync(host, read: true, rows[0].RowId));
        Assert.Equal(1, host.Mail.Calls("STORE"));
        Assert.False(await MarkAsync(host, read: true, 4711));
        Assert.True(await MarkAsync(host, read: false));
        Assert.Equal(3, host.Folder(SpecialFolder.Inbox).Unread);
        host.Events.Clear();
        await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Empty(host.Events);
    }

    [Fact]
    public async Task Appointment_is_marked_in_the_gateway()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "one"));
        });
        var row = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows[0];
        await new MessageReadFlags(host.Mailbox).SetAsync(row.Record.FolderId, [row.RowId], read: false, default);
        Assert.False((await host.RefreshAsync(SpecialFolder.Calendar)).Rows[0].Record.IsRead);
        Assert.Equal(0, host.Mail.Calls("STORE"));
    }

    private static Task<MailboxHost> OpenAsync(int count, Action<MailboxHost>? prepare = null) => MailboxHost.OpenAsync(h =>
    {
        for (var i = 1; i <= count; i++)
            h.Mail.Deliver("INBOX", MailboxHost.Message($"message {i}"));
        prepare?.Invoke(h);
    });

    private static Task<bool> DeleteAsync(MailboxHost host, params ulong[] items) => new MessageRemover(host.Mailbox).DeleteAsync(host.Folder(SpecialFolder.Inbox).Id, items, default);

    private static Task<bool> TransferAsync(MailboxHost host, bool copy, params ulong[] items) =>
        new MessageMover(host.Mailbox).TransferAsync(host.Folder(SpecialFolder.Inbox).Id, items, host.Folder(SpecialFolder.DeletedItems).Id, copy, default);

    private static Task<bool> MarkAsync(MailboxHost host, bool read, params ulong[] items) => new MessageReadFlags(host.Mailbox).SetAsync(host.Folder(SpecialFolder.Inbox).Id, items, read, default);
}
