using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// A client makes a folder and then says of what class it is. An empty one of a class that has collections moves from the mail server to the item server and keeps its id:
/// 1. the collection is made, 2. the index and the journal note its new home in one commit, 3. the mail folder is removed, 4. the journal forgets it. [MS-OXOSFLD] 2.2.8
/// </summary>
internal sealed class FolderRehoming(Mailbox mailbox)
{
    /// <summary>Moves the folder where its class asks for it. A server that makes no such collections leaves it where it is: items lie in mail folders as well.</summary>
    public async Task RunAsync(FolderRecord folder, string containerClass, CancellationToken cancellationToken)
    {
        if (folder is not { Home: FolderHome.Mail, Role: SpecialFolder.None, RemoteName: { } path } || ItemFormat.OfContainer(containerClass) is not { } format || !mailbox.Servers.HasItems)
            return;
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folder.Id);
        if (mailbox.Folders.ChildrenOf(folder.Id).Any() || (await mailbox.RefreshInsideAsync(folder.Id, Mirroring.OwnMessages.None, cancellationToken)).Rows.Count > 0)
            return;
        var entry = mailbox.Journal.New(JournalKind.Rehome) with { FolderId = folder.Id, Name = path, Step = JournalStep.Acknowledged };
        using var write = mailbox.Journal.Enlist(entry);
        try
        {
            await mailbox.ChangeCollectionsAsync(
                async () =>
                {
                    var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
                    var collection = await items.CreateCollectionAsync(format.Kind, folder.Name, cancellationToken);
                    await mailbox.Index.CommitAsync(
                        set =>
                        {
                            if (set.Folder(folder.Id) is not { } current)
                                return;
                            set.Put(current with
                            {
                                Home = FolderHome.Items,
                                RemoteName = collection.Href,
                                ContainerClass = containerClass,
                                Slot = 0,
                                MailState = null,
                                ItemState = null,
                                ChangeNumber = set.NextChangeNumber(),
                                Modified = mailbox.Time.GetUtcNow(),
                            });
                            set.Put(entry);
                        },
                        CancellationToken.None);
                },
                cancellationToken);
        }
        catch (BackendException refused) when (refused.Error is BackendError.NotSupported or BackendError.AccessDenied or BackendError.Refused)
        {
            return;
        }

        await RemoveAsync(mailbox, path, CancellationToken.None);
        await write.EndAsync();
    }

    /// <summary>Removes the mail folder that was made first, unless something has come into it meanwhile.</summary>
    internal static async Task RemoveAsync(Mailbox mailbox, string path, CancellationToken cancellationToken)
    {
        try
        {
            if ((await mailbox.Servers.Mail.GetStateAsync(path, cancellationToken)).Messages == 0)
                await mailbox.Servers.Mail.DeleteFolderAsync(path, cancellationToken);
        }
        catch (BackendException gone) when (gone.Error == BackendError.NotFound)
        {
            // Another client was faster.
        }

        await mailbox.RefreshMailFoldersAsync(cancellationToken);
    }
}
