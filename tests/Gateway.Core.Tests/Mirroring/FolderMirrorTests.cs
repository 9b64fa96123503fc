using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

public sealed class FolderMirrorTests
{
    [Fact]
    public async Task Roles_follow_the_servers_word()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Gesendet 2026", default).Wait();
            h.Mail.Uses["Gesendet 2026"] = MailFolderUse.Sent;
            h.Mail.Uses.Remove("Sent");
        });
        Assert.Equal("INBOX", host.Folder(SpecialFolder.Inbox).RemoteName);
        Assert.Equal("Gesendet 2026", host.Folder(SpecialFolder.SentItems).RemoteName);
        Assert.Equal("Trash", host.Folder(SpecialFolder.DeletedItems).RemoteName);
        Assert.Equal("Junk", host.Folder(SpecialFolder.JunkEmail).RemoteName);
        Assert.Equal("Drafts", host.Folder(SpecialFolder.Drafts).RemoteName);
        Assert.Equal(ItemIds.WellKnown(SpecialFolder.Inbox), host.Folder(SpecialFolder.Inbox).Id);
        Assert.Equal("Sent Items", host.Folder(SpecialFolder.SentItems).Name);
        Assert.Equal((SpecialFolder.None, "Sent"), (host.Folder("Sent").Role, host.Folder("Sent").Name));
    }

    [Theory]
    [InlineData("Gesendete Objekte", SpecialFolder.SentItems)]
    [InlineData("sent items", SpecialFolder.SentItems)]
    [InlineData("Papierkorb", SpecialFolder.DeletedItems)]
    [InlineData("INBOX/Entw\u00FCrfe", SpecialFolder.Drafts)]
    [InlineData("Spam", SpecialFolder.JunkEmail)]
    [InlineData("Outbox", SpecialFolder.Outbox)]
    public async Task Roles_follow_customary_names_where_the_server_says_nothing(string path, SpecialFolder role)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Capabilities &= ~MailCapabilities.SpecialUse;
            foreach (var name in (string[])["Drafts", "Sent", "Trash", "Junk"])
                h.Mail.DeleteFolderAsync(name, default).Wait();
            h.Mail.CreateFolderAsync(path, default).Wait();
        });
        Assert.Equal(path, host.Folder(role).RemoteName);
        Assert.Equal("INBOX", host.Folder(SpecialFolder.Inbox).RemoteName);
    }

    [Fact]
    public async Task Well_known_folders_exist_whatever_the_server_has()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            foreach (var name in (string[])["Drafts", "Sent", "Trash", "Junk"])
                h.Mail.DeleteFolderAsync(name, default).Wait();
        });
        foreach (var role in Enum.GetValues<SpecialFolder>().Where(r => r != SpecialFolder.None))
            Assert.Equal(ItemIds.WellKnown(role), host.Folder(role).Id);
        Assert.Equal(FolderHome.Local, host.Folder(SpecialFolder.SentItems).Home);
        Assert.Null(host.Folder(SpecialFolder.SentItems).RemoteName);
    }

    [Fact]
    public async Task Nested_folders_hang_below_their_parents_with_the_last_part_as_name()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Delimiter = '.';
            foreach (var name in (string[])["Work", "Work.2026", "Work.2026.Jan", "Lost.Child", "INBOX.Sub", "Work.a/b"])
                h.Mail.CreateFolderAsync(name, default).Wait();
        });
        var tree = host.Mailbox.Folders;
        Assert.Equal("Jan", host.Folder("Work.2026.Jan").Name);
        Assert.Equal(host.Folder("Work.2026").Id, host.Folder("Work.2026.Jan").ParentId);
        Assert.Equal(host.Folder("Work").Id, host.Folder("Work.2026").ParentId);
        Assert.Equal(tree[SpecialFolder.IpmSubtree].Id, host.Folder("Work").ParentId);
        Assert.Equal(tree[SpecialFolder.Inbox].Id, host.Folder("INBOX.Sub").ParentId);
        Assert.Equal("a/b", host.Folder("Work.a/b").Name);

        // The server lists no folder between: the rest of the path is the name.
        Assert.Equal((tree[SpecialFolder.IpmSubtree].Id, "Lost.Child"), (host.Folder("Lost.Child").ParentId, host.Folder("Lost.Child").Name));
    }

    [Fact]
    public async Task Flat_namespace_has_no_parents()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Delimiter = null;
            h.Mail.CreateFolderAsync("INBOX/Sub", default).Wait();
        });
        Assert.Equal((host.Folder(SpecialFolder.IpmSubtree).Id, "INBOX/Sub"), (host.Folder("INBOX/Sub").ParentId, host.Folder("INBOX/Sub").Name));
    }

    [Fact]
    public async Task New_and_gone_folders_are_told_once_and_an_unchanged_list_tells_nothing()
    {
        await using var host = await MailboxHost.OpenAsync();
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Empty(host.Events);
        await host.Mail.CreateFolderAsync("Work", default);
        await host.Mailbox.RefreshFoldersAsync(default);
        await host.Mailbox.RefreshFoldersAsync(default);
        var id = Assert.IsType<FolderCreated>(Assert.Single(host.Events)).Folder.Id;
        host.Events.Clear();
        await host.Mail.DeleteFolderAsync("Work", default);
        await host.Mailbox.RefreshFoldersAsync(default);
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal(id, Assert.IsType<FolderRemoved>(Assert.Single(host.Events)).FolderId);
        Assert.Null(host.Mailbox.Folders.Find(id));
    }

    [Fact]
    public async Task Well_known_folder_that_the_server_lost_is_empty_and_keeps_what_only_the_gateway_has()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("Sent", MailboxHost.Message("one")));
        var sent = host.Folder(SpecialFolder.SentItems);
        Assert.Equal(1, (await host.RefreshAsync(SpecialFolder.SentItems)).Count);
        await host.Mailbox.Index.CommitAsync(set => set.Put(new ItemRecord { Id = set.DrawId(), FolderId = sent.Id, IsAssociated = true }), default);
        host.Events.Clear();
        await host.Mail.DeleteFolderAsync("Sent", default);
        await host.Mailbox.RefreshFoldersAsync(default);
        var after = await host.RefreshAsync(SpecialFolder.SentItems);
        Assert.Equal((0, 1), (after.Count, after.Associated.Rows.Count));
        var folder = host.Folder(SpecialFolder.SentItems);
        Assert.Equal((sent.Id, FolderHome.Local, null, null, (ushort)0, 0), (folder.Id, folder.Home, folder.RemoteName, folder.MailState, folder.Slot, folder.Messages));
        Assert.Single(host.Events.OfType<ItemRemoved>());
        Assert.Empty(host.Events.OfType<FolderRemoved>());
        await host.ReopenAsync();
        Assert.Equal(0, (await host.RefreshAsync(SpecialFolder.SentItems)).Count);
        Assert.Single((await host.RefreshAsync(SpecialFolder.SentItems)).Associated.Rows);
    }

    [Fact]
    public async Task Role_that_moves_to_another_folder_shows_that_folders_messages()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Deliver("Sent", MailboxHost.Message("old one"));
            h.Mail.Deliver("Sent", MailboxHost.Message("old two"));
            h.Mail.CreateFolderAsync("Sent Items", default).Wait();
            h.Mail.Deliver("Sent Items", MailboxHost.Message("new one"));
        });
        Assert.Equal(2, (await host.RefreshAsync(SpecialFolder.SentItems)).Count);
        var plain = host.Folder("Sent Items").Id;
        Assert.Equal(1, (await host.Mailbox.RefreshAsync(plain, default)).Count);
        host.Mail.Uses.Remove("Sent");
        host.Mail.Uses["Sent Items"] = MailFolderUse.Sent;
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal("Sent Items", host.Folder(SpecialFolder.SentItems).RemoteName);
        Assert.Null(host.Mailbox.Folders.Find(plain));
        Assert.Equal(["new one"], Subjects(await host.RefreshAsync(SpecialFolder.SentItems)));
        Assert.Equal(["old one", "old two"], Subjects(await host.Mailbox.RefreshAsync(host.Folder("Sent").Id, default)));

        // And once more, after which nothing is left twice.
        await host.Mailbox.RefreshFoldersAsync(default);
        await host.ReopenAsync();
        Assert.Single(host.Mailbox.Folders.All, f => f.RemoteName == "Sent Items");
        Assert.Single(host.Mailbox.Folders.All, f => f.RemoteName == "Sent");
    }

    [Fact]
    public async Task Renamed_folder_keeps_its_id_its_messages_and_what_was_set_on_them()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Work", default).Wait();
            h.Mail.Deliver("Work", MailboxHost.Message("one"));
        });
        var before = host.Folder("Work");
        var row = (await host.Mailbox.RefreshAsync(before.Id, default)).Rows[0];
        host.Events.Clear();
        await host.Mail.RenameFolderAsync("Work", "Trash/Old work", default);
        host.Mail.Deliver("Trash/Old work", MailboxHost.Message("two"));
        await host.Mailbox.RefreshFoldersAsync(default);
        var after = host.Folder("Trash/Old work");
        Assert.Equal((before.Id, "Old work", host.Folder(SpecialFolder.DeletedItems).Id), (after.Id, after.Name, after.ParentId));
        Assert.True(after.ChangeNumber > before.ChangeNumber);
        Assert.IsType<FolderChanged>(Assert.Single(host.Events));
        var snapshot = await host.Mailbox.RefreshAsync(after.Id, default);
        Assert.Equal(["one", "two"], Subjects(snapshot));
        Assert.Same(row, snapshot.Rows[0]);
    }

    [Fact]
    public async Task Folder_that_only_holds_others_can_be_opened_and_is_empty()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Archive", default).Wait();
            h.Mail.CreateFolderAsync("Archive/2026", default).Wait();
            h.Mail.NoSelect.Add("Archive");
        });
        var archive = host.Folder("Archive");
        Assert.Equal(FolderHome.MailContainer, archive.Home);
        Assert.Equal(archive.Id, host.Folder("Archive/2026").ParentId);
        Assert.Empty((await host.Mailbox.RefreshAsync(archive.Id, default)).Rows);
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Empty(host.Events);

        // It becomes a folder like any other.
        host.Mail.NoSelect.Clear();
        host.Mail.Deliver("Archive", MailboxHost.Message("one"));
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Single((await host.Mailbox.RefreshAsync(archive.Id, default)).Rows);
    }

    [Fact]
    public async Task List_without_Inbox_is_not_believed()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.CreateFolderAsync("Work", default).Wait());
        var folders = host.Mailbox.Folders.All.Count();
        host.Mail.ListsNothing = true;
        await Assert.ThrowsAsync<Backends.BackendException>(() => host.Mailbox.RefreshFoldersAsync(default));
        Assert.Equal(folders, host.Mailbox.Folders.All.Count());
        Assert.Empty(host.Events);
    }

    [Fact]
    public async Task List_from_before_a_deletion_does_not_bring_the_folder_back()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.CreateFolderAsync("Work", default).Wait());
        var id = host.Folder("Work").Id;
        var listed = new TaskCompletionSource();
        var listing = new TaskCompletionSource();
        host.Mail.AfterList = async () =>
        {
            host.Mail.AfterList = null;
            listing.SetResult();
            await listed.Task;
        };
        var refresh = host.Mailbox.RefreshFoldersAsync(default);
        await listing.Task;
        var removal = new FolderRemoval(host.Mailbox).DeleteAsync(id, messages: true, subfolders: true, hard: true, default);
        listed.SetResult();
        await refresh;
        Assert.True((await removal).IsComplete);
        Assert.Null(host.Mailbox.Folders.Find(id));
        Assert.DoesNotContain(host.Mailbox.Folders.All, f => f.RemoteName == "Work");
    }

    [Fact]
    public async Task Counts_of_folders_that_nobody_has_opened_follow_the_servers_word()
    {
        await using var host = await MailboxHost.OpenAsync();
        host.Mail.Deliver("INBOX", MailboxHost.Message("one"));
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal((1, 1), (host.Folder(SpecialFolder.Inbox).Messages, host.Folder(SpecialFolder.Inbox).Unread));
        Assert.IsType<FolderChanged>(Assert.Single(host.Events));
    }

    [Fact]
    public async Task Default_calendar_is_the_one_that_the_server_names_and_the_others_hang_below_it()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.AddCollection("/b/", "Work", isDefault: true);
            h.Items.AddCollection("/c/", "People", ItemKinds.Contacts);
            h.Items.AddCollection("/d/", "Chores", ItemKinds.Tasks | ItemKinds.Events);
        });
        var calendar = host.Folder(SpecialFolder.Calendar);
        Assert.Equal(("/b/", "Calendar", FolderHome.Items), (calendar.RemoteName, calendar.Name, calendar.Home));
        Assert.Equal([("/a/", "Calendar"), ("/d/", "Chores")], host.Mailbox.Folders.ChildrenOf(calendar.Id).Select(f => (f.RemoteName!, f.Name)));
        Assert.All(host.Mailbox.Folders.ChildrenOf(calendar.Id), f => Assert.Equal("IPF.Appointment", f.ContainerClass));
    }

    [Theory]
    [InlineData("Kalender", "/b/")]
    [InlineData("Zebra", "/a/")]
    public async Task Default_calendar_is_the_one_called_so_else_the_first(string name, string expected)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Alpha");
            h.Items.AddCollection("/b/", name);
        });
        Assert.Equal(expected, host.Folder(SpecialFolder.Calendar).RemoteName);
    }

    [Fact]
    public async Task Default_calendar_stays_the_same_while_it_exists_and_another_takes_its_place_when_it_goes()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Work");
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "in a"));
        });
        Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        host.Items.AddCollection("/b/", "Calendar");
        host.Items.Set("/b/2.ics", MailboxHost.Event("2", "in b"));
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal("/a/", host.Folder(SpecialFolder.Calendar).RemoteName);
        var second = host.Folder("/b/").Id;
        Assert.Single((await host.Mailbox.RefreshAsync(second, default)).Rows);

        host.Items.RemoveCollection("/a/");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal("/b/", host.Folder(SpecialFolder.Calendar).RemoteName);
        Assert.Null(host.Mailbox.Folders.Find(second));
        Assert.Equal(["in b"], Subjects(await host.RefreshAsync(SpecialFolder.Calendar)));

        host.Items.RemoveCollection("/b/");
        await host.Mailbox.RefreshFoldersAsync(default);
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal((FolderHome.Local, 0), (host.Folder(SpecialFolder.Calendar).Home, (await host.RefreshAsync(SpecialFolder.Calendar)).Count));
    }

    [Fact]
    public async Task Renamed_calendar_keeps_its_id()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.AddCollection("/b/", "Work");
        });
        var id = host.Folder("/b/").Id;
        host.Items.AddCollection("/b/", "Job");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal((id, "Job"), (host.Folder("/b/").Id, host.Folder("/b/").Name));
        Assert.IsType<FolderChanged>(Assert.Single(host.Events));
    }

    private static IEnumerable<string> Subjects(FolderSnapshot snapshot) => snapshot.Rows.Select(r => (string)r.Get(Mapi.Wire.OxProps.PidTag.Subject)!);
}
