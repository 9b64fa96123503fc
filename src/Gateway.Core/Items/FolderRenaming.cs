using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Gives folders other names and places, at the server first. [MS-OXCFOLD] 3.2.5.7, [MS-OXCPRPT] 3.2.5.4</summary>
internal sealed class FolderRenaming(Mailbox mailbox)
{
    /// <summary>Why the folder cannot be called so or lie there; Success where it can.</summary>
    public ErrorCode Check(FolderRecord folder, ulong parentId, string name)
    {
        if (folder.Role != SpecialFolder.None)
            return ErrorCode.AccessDenied;
        if (!FolderNames.IsValid(name))
            return ErrorCode.InvalidParameter;
        for (var at = mailbox.Folders.Find(parentId); at is not null; at = mailbox.Folders.Find(at.ParentId))
        {
            if (at.Id == folder.Id)
                return ErrorCode.FolderCycle;
        }

        return mailbox.Folders.ChildrenOf(parentId).Any(f => f.Id != folder.Id && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? ErrorCode.CollidingNames : ErrorCode.Success;
    }

    /// <summary>One command at the server can do it: the folder stays in its namespace.</summary>
    public static bool CanMove(FolderRecord folder, FolderRecord parent) => folder.Home switch
    {
        FolderHome.Mail or FolderHome.MailContainer => parent.Home is FolderHome.Mail or FolderHome.MailContainer || parent.Role == SpecialFolder.IpmSubtree,
        FolderHome.Items => parent.Id == folder.ParentId || (parent.Home == FolderHome.Items && parent.ContainerClass == folder.ContainerClass),
        _ => parent.Home == FolderHome.Local,
    };

    /// <exception cref="BackendException">The server's fault.</exception>
    public async Task RunAsync(FolderRecord folder, FolderRecord parent, string name, CancellationToken cancellationToken)
    {
        if (folder.Home is FolderHome.Mail or FolderHome.MailContainer)
        {
            await mailbox.ChangeMailFoldersAsync(() => RenameMailAsync(folder, parent, name, cancellationToken), cancellationToken);
            return;
        }

        if (folder.Home == FolderHome.Items && folder.Name != name)
        {
            IItemStore items = await mailbox.Servers.GetItemsAsync(cancellationToken);
            await items.RenameCollectionAsync(folder.RemoteName!, name, cancellationToken);
        }

        await CommitAsync(folder, parent, name, null);
    }

    private async Task RenameMailAsync(FolderRecord folder, FolderRecord parent, string name, CancellationToken cancellationToken)
    {
        var folders = await mailbox.Servers.Mail.ListAsync(cancellationToken);
        var delimiter = folders.FirstOrDefault(f => f.Path == folder.RemoteName)?.Delimiter;
        var path = FolderNames.PathOf(parent.Role == SpecialFolder.IpmSubtree ? FolderCreation.Top(folders) : parent.RemoteName, name, delimiter);
        HiddenFolder.CheckFree(path, delimiter);
        if (path != folder.RemoteName)
            await mailbox.Servers.Mail.RenameFolderAsync(folder.RemoteName!, path, cancellationToken);
        await CommitAsync(folder, parent, name, path == folder.RemoteName ? null : (folder.RemoteName!, path, delimiter));
    }

    /// <summary>The index follows before anything is listed anew, so that every folder below keeps its id.</summary>
    private Task CommitAsync(FolderRecord folder, FolderRecord parent, string name, (string Before, string After, char? Delimiter)? path) => mailbox.Index.CommitAsync(
        set =>
        {
            if (set.Folder(folder.Id) is not { } current)
                return;
            var now = mailbox.Time.GetUtcNow();
            if (path is var (before, after, delimiter))
            {
                foreach (var below in mailbox.Folders.All.Where(f => f.Id != folder.Id && f.Home is FolderHome.Mail or FolderHome.MailContainer && f.RemoteName!.StartsWith($"{before}{delimiter}", StringComparison.Ordinal)))
                    set.Put((set.Folder(below.Id) ?? below) with { RemoteName = after + below.RemoteName![before.Length..] }, quiet: true);
                current = current with { RemoteName = after };
            }

            set.Put(current with { Name = name, ParentId = parent.Id, ChangeNumber = set.NextChangeNumber(), Modified = now });
        },
        CancellationToken.None);
}
