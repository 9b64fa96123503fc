using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Tests.Journal;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

/// <summary>Renaming, moving and copying folders, and giving them their home.</summary>
public sealed class FolderTransferTests
{
    [Fact]
    public async Task Renamed_folder_keeps_its_id_its_messages_and_those_below()
    {
        await using var host = await MailboxHost.OpenAsync();
        var outer = await CreateAsync(host, host.Folder(SpecialFolder.Inbox).Id, "Outer");
        var inner = await CreateAsync(host, outer.Id, "Inner");
        host.Mail.Deliver("INBOX/Outer/Inner", MailboxHost.Message("kept"));
        var row = Assert.Single((await host.Mailbox.RefreshAsync(inner.Id, default)).Rows);
        await RenameAsync(host, outer, "Some/thing");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal(("INBOX/Some=2Fthing", "Some/thing"), (host.Mailbox.Folders.Find(outer.Id)!.RemoteName, host.Mailbox.Folders.Find(outer.Id)!.Name));
        Assert.Equal("INBOX/Some=2Fthing/Inner", host.Mailbox.Folders.Find(inner.Id)!.RemoteName);
        Assert.Equal(row.RowId, Assert.Single((await host.Mailbox.RefreshAsync(inner.Id, default)).Rows).RowId);
        await host.ReopenAsync();
        Assert.Equal("Some/thing", host.Mailbox.Folders.Find(outer.Id)!.Name);
    }

    [Fact]
    public async Task Names_that_are_taken_or_wrong_and_special_folders_are_refused()
    {
        await using var host = await MailboxHost.OpenAsync();
        var folder = await CreateAsync(host, host.Folder(SpecialFolder.Inbox).Id, "One");
        await CreateAsync(host, host.Folder(SpecialFolder.Inbox).Id, "Two");
        var open = new FolderObject(host.Mailbox, folder.Id);
        Assert.Equal(ErrorCode.CollidingNames, open.Set(PidTag.DisplayName, "TWO"));
        Assert.Equal(ErrorCode.InvalidParameter, open.Set(PidTag.DisplayName, "a\nb"));
        Assert.Equal(ErrorCode.Success, open.Set(PidTag.DisplayName, "ONE"));
        Assert.Equal(ErrorCode.AccessDenied, new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Inbox).Id).Set(PidTag.DisplayName, "Other"));
        Assert.Equal(ErrorCode.AccessDenied, (await new FolderTransfer(host.Mailbox).MoveAsync(host.Folder(SpecialFolder.SentItems).Id, folder.Id, "Sent", default)).Error);
        var below = await CreateAsync(host, folder.Id, "Below");
        Assert.Equal(ErrorCode.FolderCycle, (await new FolderTransfer(host.Mailbox).MoveAsync(folder.Id, below.Id, "One", default)).Error);
    }

    [Fact]
    public async Task Moved_folder_is_one_command_and_copied_folder_another_folder()
    {
        await using var host = await MailboxHost.OpenAsync();
        var folder = await CreateAsync(host, host.Folder(SpecialFolder.Inbox).Id, "Moved");
        await CreateAsync(host, folder.Id, "Below");
        host.Mail.Deliver("INBOX/Moved", MailboxHost.Message("first"));
        Assert.Equal((ErrorCode.Success, true), await new FolderTransfer(host.Mailbox).MoveAsync(folder.Id, host.Folder(SpecialFolder.IpmSubtree).Id, "Moved", default));
        Assert.Equal((1, 0), (host.Mail.Calls("RENAME"), host.Mail.Calls("COPY")));
        Assert.Equal("Moved", host.Mailbox.Folders.Find(folder.Id)!.RemoteName);
        Assert.Equal((ErrorCode.Success, true), await new FolderTransfer(host.Mailbox).CopyAsync(folder.Id, host.Folder(SpecialFolder.Inbox).Id, "Copied", recursive: true, default));
        Assert.Single(host.Mail.Messages("Moved"));
        Assert.Single(host.Mail.Messages("INBOX/Copied"));
        Assert.NotNull(host.Mailbox.Folders.Find(FolderHome.Mail, "INBOX/Copied/Below"));
    }

    [Fact]
    public async Task Calendar_that_is_moved_among_mail_folders_takes_its_appointments_along()
    {
        await using var host = await OpenWithCalendarAsync();
        host.Items.AddCollection("/b/", "Other");
        host.Items.Set("/b/1.ics", MailboxHost.Event("1", "Planning"));
        await host.Mailbox.RefreshFoldersAsync(default);
        var other = host.Folder("/b/");
        Assert.Equal((ErrorCode.Success, true), await new FolderTransfer(host.Mailbox).MoveAsync(other.Id, host.Folder(SpecialFolder.DeletedItems).Id, "Other", default));
        Assert.Null(host.Mailbox.Folders.Find(other.Id));
        var there = host.Folder("Trash/Other");
        Assert.Equal(("IPM.Appointment", "Planning"), (Assert.Single((await host.Mailbox.RefreshAsync(there.Id, default)).Rows) is var row ? (row.Get(PidTag.MessageClass), row.Get(PidTag.Subject)) : default));
    }

    [Fact]
    public Task Calendar_that_dies_anywhere_on_its_way_among_mail_folders_is_there_whole_and_once() => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await MailboxHost.OpenAsync(h =>
            {
                h.Items.AddCollection("/a/", "Calendar", isDefault: true);
                h.Items.AddCollection("/b/", "Other");
                h.Items.Set("/b/1.ics", MailboxHost.Event("1", "One"));
                h.Items.Set("/b/2.ics", MailboxHost.Event("2", "Two"));
            });
            await host.Mailbox.RefreshAsync(host.Folder("/b/").Id, default);
            return host;
        },
        async host => Assert.Equal((ErrorCode.Success, true), await new FolderTransfer(host.Mailbox).MoveAsync(host.Folder("/b/").Id, host.Folder(SpecialFolder.DeletedItems).Id, "Other", default)),
        async (host, isAnswered) =>
        {
            var folder = Assert.Single(host.Mailbox.Folders.All, f => f.Name == "Other");
            Assert.True(folder.Home == FolderHome.Mail || !isAnswered);
            var rows = (await host.Mailbox.RefreshAsync(folder.Id, default)).Rows;
            Assert.Equal(["One", "Two"], rows.Select(r => r.Get(PidTag.Subject)).Order());
        });

    [Fact]
    public Task Folder_whose_deletion_dies_anywhere_is_gone_with_all_below_or_there_with_all() => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await MailboxHost.OpenAsync();
            var top = await CreateAsync(host, host.Folder(SpecialFolder.IpmSubtree).Id, "Top");
            await CreateAsync(host, (await CreateAsync(host, top.Id, "Middle")).Id, "Low");
            return host;
        },
        async host => Assert.Equal((ErrorCode.Success, true), await new FolderRemoval(host.Mailbox).DeleteAsync(host.Folder("Top").Id, messages: true, subfolders: true, hard: true, default)),
        async (host, isAnswered) =>
        {
            var left = (await host.Mail.ListAsync(default)).Count(f => f.Path.StartsWith("Top", StringComparison.Ordinal));
            Assert.Equal(left, host.Mailbox.Folders.All.Count(f => f.Name is "Top" or "Middle" or "Low"));
            Assert.True(left == 0 || (left == 3 && !isAnswered), $"{left} folders are left");
        });

    [Theory]
    [InlineData("IPF.Appointment", ItemKinds.Events)]
    [InlineData("IPF.Task", ItemKinds.Tasks)]
    [InlineData("IPF.Contact", ItemKinds.Contacts)]
    public async Task New_folder_goes_where_its_class_has_its_home(string containerClass, ItemKinds kind)
    {
        await using var host = await OpenWithCalendarAsync();
        var made = await CreateAsync(host, host.Folder(SpecialFolder.IpmSubtree).Id, "Mine");
        await ClassifyAsync(host, made.Id, containerClass);
        var folder = host.Mailbox.Folders.Find(made.Id)!;
        Assert.Equal((FolderHome.Items, containerClass, "Mine"), (folder.Home, folder.ContainerClass, folder.Name));
        Assert.Equal(kind, Assert.Single(await host.Items.ListAsync(default), c => c.Href == folder.RemoteName).Kinds);
        Assert.DoesNotContain(await host.Mail.ListAsync(default), f => f.Path == "Mine");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Single(host.Mailbox.Folders.All, f => f.Name == "Mine");
    }

    [Fact]
    public async Task Notes_folder_and_one_that_holds_mail_stay_on_the_mail_server()
    {
        await using var host = await OpenWithCalendarAsync();
        var notes = await CreateAsync(host, host.Folder(SpecialFolder.IpmSubtree).Id, "My notes");
        await ClassifyAsync(host, notes.Id, "IPF.StickyNote");
        var full = await CreateAsync(host, host.Folder(SpecialFolder.IpmSubtree).Id, "Full");
        host.Mail.Deliver("Full", MailboxHost.Message("kept"));
        await ClassifyAsync(host, full.Id, "IPF.Appointment");
        Assert.Equal((FolderHome.Mail, FolderHome.Mail), (host.Mailbox.Folders.Find(notes.Id)!.Home, host.Mailbox.Folders.Find(full.Id)!.Home));
        Assert.Equal("IPF.StickyNote", host.Mailbox.Folders.Find(notes.Id)!.ContainerClass);
    }

    [Fact]
    public Task Classified_folder_that_dies_anywhere_has_one_home_and_leaves_no_collection_behind() => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await OpenWithCalendarAsync();
            await CreateAsync(host, host.Folder(SpecialFolder.IpmSubtree).Id, "Mine");
            return host;
        },
        host => ClassifyAsync(host, host.Folder("Mine").Id, "IPF.Appointment"),
        async (host, isAnswered) =>
        {
            var folder = Assert.Single(host.Mailbox.Folders.All, f => f.Name == "Mine");
            var isRehomed = folder.Home == FolderHome.Items;
            Assert.True(isRehomed || !isAnswered);
            Assert.Equal(ItemIds.WellKnown(SpecialFolder.IpmSubtree), folder.ParentId);
            Assert.Equal(isRehomed ? 2 : 1, (await host.Items.ListAsync(default)).Count);
            Assert.Equal(isRehomed ? 0 : 1, (await host.Mail.ListAsync(default)).Count(f => f.Path == "Mine"));
        });

    [Fact]
    public async Task Quota_of_the_mail_server_is_the_stores()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Quota = new MailQuota(5_000_000_000, 10L * 1024 * 1024 * 1024));
        var store = new StoreObject(host.Mailbox);
        Assert.Equal((10 * 1024 * 1024, 5_000_000_000L, int.MaxValue), (store.Get(PidTag.ProhibitSendQuota), store.Get(PidTag.MessageSizeExtended), store.Get(PidTag.MessageSize)));
        await using var without = await MailboxHost.OpenAsync();
        Assert.Null(new StoreObject(without.Mailbox).Get(PidTag.StorageQuotaLimit));
    }

    private static Task<MailboxHost> OpenWithCalendarAsync() => MailboxHost.OpenAsync(h => h.Items.AddCollection("/a/", "Calendar", isDefault: true));

    private static async Task<FolderRecord> CreateAsync(MailboxHost host, ulong parent, string name) =>
        (await new FolderCreation(host.Mailbox).CreateAsync(parent, name, "", openExisting: false, default)).Folder!;

    private static async Task RenameAsync(MailboxHost host, FolderRecord folder, string name)
    {
        var open = new FolderObject(host.Mailbox, folder.Id);
        Assert.Equal(ErrorCode.Success, open.Set(PidTag.DisplayName, name));
        await open.SaveAsync(default);
    }

    private static Task ClassifyAsync(MailboxHost host, ulong folder, string containerClass)
    {
        var open = new FolderObject(host.Mailbox, folder);
        Assert.Equal(ErrorCode.Success, open.Set(PidTag.ContainerClass, containerClass));
        return open.SaveAsync(default);
    }
}
