using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class FolderObjectTests
{
    [Fact]
    public async Task What_is_set_on_a_folder_is_kept_and_told()
    {
        await using var host = await MailboxHost.OpenAsync();
        var before = host.Folder(SpecialFolder.Inbox);
        var folder = new FolderObject(host.Mailbox, before.Id);
        Assert.Equal(ErrorCode.Success, folder.Set(PidTag.Comment, "a comment"));
        Assert.Equal(ErrorCode.Success, folder.Set(PidTag.ContainerClass, "IPF.Other"));
        Assert.Equal(ErrorCode.Computed, folder.Set(PidTag.ContentCount, 5));
        await folder.SaveAsync(default);
        Assert.Equal(("a comment", "IPF.Other"), (folder.Get(PidTag.Comment), folder.Get(PidTag.ContainerClass)));
        Assert.True(folder.Record!.ChangeNumber > before.ChangeNumber);
        Assert.Single(host.Events.OfType<FolderChanged>());
        await folder.SaveAsync(default);
        Assert.Single(host.Events);
        await host.ReopenAsync();
        folder = new FolderObject(host.Mailbox, before.Id);
        Assert.Equal(("a comment", "IPF.Other"), (folder.Get(PidTag.Comment), folder.Get(PidTag.ContainerClass)));
        folder.Remove(PidTag.Comment);
        await folder.SaveAsync(default);
        Assert.Null(folder.Get(PidTag.Comment));
        Assert.All(folder.Tags, tag => Assert.NotNull(folder.Get(tag)));
    }

    [Fact]
    public async Task Pointer_that_is_set_on_the_Inbox_stands_on_the_root_too()
    {
        await using var host = await MailboxHost.OpenAsync();
        var inbox = new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Inbox).Id);
        var root = new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Root).Id);
        Assert.Equal(EntryIds.Folder(host.Mailbox.Identity, host.Folder(SpecialFolder.Drafts).Id), root.Get(PidTag.IpmDraftsEntryId));
        inbox.Set(PidTag.IpmDraftsEntryId, new byte[] { 1, 2, 3 });
        await inbox.SaveAsync(default);
        Assert.Equal(new byte[] { 1, 2, 3 }, root.Get(PidTag.IpmDraftsEntryId));
        Assert.Equal(new byte[] { 1, 2, 3 }, inbox.Get(PidTag.IpmDraftsEntryId));
    }

    [Fact]
    public async Task Folder_that_is_gone_has_nothing_and_takes_nothing()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.CreateFolderAsync("Work", default).Wait());
        var folder = new FolderObject(host.Mailbox, host.Folder("Work").Id);
        await host.Mail.DeleteFolderAsync("Work", default);
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Null(folder.Record);
        Assert.Null(folder.Get(PidTag.DisplayName));
        Assert.Empty(folder.Tags);
        folder.Set(PidTag.Comment, "late");
        await folder.SaveAsync(default);
        Assert.Null(folder.Record);
    }
}
