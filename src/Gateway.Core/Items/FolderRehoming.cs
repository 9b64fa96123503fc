using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// A client makes a folder and then says of what class it is. An empty one of a class that has collections moves from the mail server to the item server and keeps its id:
/// 1. the journal notes where the collection is to lie, 2. it is made, 3. the index and the journal note the new home in one commit, 4. the mail folder is removed, 5. the journal
/// forgets it. After a death before 3 the collection is removed, later the mail folder. [MS-OXOSFLD] 2.2.8
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
        var entry = mailbox.Journal.New(JournalKind.Rehome) with { FolderId = folder.Id };
        var write = default(JournalledWrite);
        var isMade = false;
        try
        {
            var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
            var named = items as INamedItemStore;
            var href = named?.HrefOf(format.Kind, entry.Key.ToString("D"));
            entry = entry with { Name = $"{path}\n{href}" };
            write = await mailbox.Journal.BeginAsync(entry);
            await mailbox.ChangeCollectionsAsync(
                async () =>
                {
                    var collection = await (named is null
                        ? items.CreateCollectionAsync(format.Kind, folder.Name, cancellationToken)
                        : named.CreateCollectionAsync(href!, format.Kind, folder.Name, cancellationToken));
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
                            set.Put(entry with { Step = JournalStep.Acknowledged });
                        },
                        CancellationToken.None);
                },
                cancellationToken);
            isMade = true;
            await RemoveAsync(path, CancellationToken.None);
            await write.EndAsync();
        }
        catch (BackendException refused) when (!isMade && refused.Error is BackendError.NotSupported or BackendError.AccessDenied or BackendError.Refused)
        {
            if (write is not null)
                await write.EndAsync();
        }
        finally
        {
            write?.Dispose();
        }
    }

    /// <summary>Finishes what broke off, or undoes what nobody was told of.</summary>
    public async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var at = entry.Name!.LastIndexOf('\n');
        if (entry.Step == JournalStep.Acknowledged)
            await RemoveAsync(at < 0 ? entry.Name : entry.Name[..at], cancellationToken);
        else if (entry.Name[(at + 1)..] is { Length: > 0 } href)
            await mailbox.ChangeCollectionsAsync(() => UndoAsync(href, cancellationToken), cancellationToken);
    }

    /// <summary>Removes a collection that was made for nobody, unless somebody has put something into it.</summary>
    private async Task UndoAsync(string href, CancellationToken cancellationToken)
    {
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        if ((await items.ListAsync(cancellationToken)).All(c => c.Href != href) || (await items.GetChangesAsync(href, null, new Dictionary<string, string>(), cancellationToken)).Changed.Count > 0)
            return;
        await items.DeleteCollectionAsync(href, cancellationToken);
        await mailbox.Index.CommitAsync(
            set =>
            {
                foreach (var made in mailbox.Folders.All.Where(f => f.Home == FolderHome.Items && f.RemoteName == href).Select(f => set.Folder(f.Id)).OfType<FolderRecord>().ToList())
                    set.RemoveFolder(made);
            },
            CancellationToken.None);
    }

    /// <summary>Removes the mail folder that was made first, unless something has come into it meanwhile.</summary>
    private async Task RemoveAsync(string path, CancellationToken cancellationToken)
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
