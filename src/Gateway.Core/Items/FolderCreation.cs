using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Makes folders: below what users see on the mail server, beside it (views, search roots) in the gateway. [MS-OXCFOLD] 3.2.5.2</summary>
public sealed class FolderCreation(Mailbox mailbox)
{
    /// <returns>The folder and whether it was there before, or the error code.</returns>
    /// <exception cref="BackendException">The server refuses; NotSupported where no server can hold such a folder.</exception>
    public async Task<(ErrorCode Error, FolderRecord? Folder)> CreateAsync(ulong parentId, string name, string comment, bool openExisting, CancellationToken cancellationToken)
    {
        if (!FolderNames.IsValid(name))
            return (ErrorCode.InvalidParameter, null);
        if (mailbox.Folders.Find(parentId) is not { } parent)
            return (ErrorCode.NotFound, null);
        if (mailbox.Folders.ChildrenOf(parentId).FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } there)
            return openExisting ? (ErrorCode.Success, there) : (ErrorCode.CollidingNames, null);

        var created = parent.Home is FolderHome.Mail or FolderHome.MailContainer || parent.Role == SpecialFolder.IpmSubtree ? await CreateMailAsync(parent, name, openExisting, cancellationToken)
            : parent.Home == FolderHome.Local && !IsVisible(parent) ? await CreateLocalAsync(parent, name, cancellationToken)
            : throw new BackendException(BackendError.NotSupported, "Folders can be made below mail folders only");
        return (ErrorCode.Success, comment.Length == 0 ? created : await CommentAsync(created, comment, cancellationToken));
    }

    private async Task<FolderRecord> CreateMailAsync(FolderRecord parent, string name, bool openExisting, CancellationToken cancellationToken)
    {
        var folders = await mailbox.Servers.Mail.ListAsync(cancellationToken);
        var delimiter = folders.FirstOrDefault(f => f.Path == (parent.RemoteName ?? "INBOX"))?.Delimiter;
        var path = FolderNames.PathOf(parent.RemoteName ?? Top(folders), name, delimiter);
        HiddenFolder.CheckFree(path, delimiter);
        try
        {
            await mailbox.Servers.Mail.CreateFolderAsync(path, cancellationToken);
        }
        catch (BackendException there) when (openExisting && there.Error == BackendError.AlreadyExists)
        {
            // Another client made it since the last look, or an earlier attempt whose answer was lost.
        }

        await mailbox.RefreshMailFoldersAsync(cancellationToken);
        return mailbox.Folders.Find(FolderHome.Mail, path) ?? throw new BackendException(BackendError.Refused, $"The mail server did not make the folder {path}");
    }

    /// <summary>What the user's own folders lie below: nothing, or INBOX on servers that keep them there.</summary>
    internal static string? Top(IReadOnlyList<MailFolder> folders)
    {
        if (folders.FirstOrDefault(f => f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase)) is not { Delimiter: { } delimiter } inbox)
            return null;
        var others = folders.Where(f => f.Namespace == MailNamespace.Personal && f != inbox).ToList();
        return others.Count > 0 && others.TrueForAll(f => f.Path.StartsWith($"{inbox.Path}{delimiter}", StringComparison.OrdinalIgnoreCase)) ? inbox.Path : null;
    }

    private Task<FolderRecord> CreateLocalAsync(FolderRecord parent, string name, CancellationToken cancellationToken) => mailbox.Index.CommitAsync(
        set =>
        {
            var now = mailbox.Time.GetUtcNow();
            var folder = new FolderRecord { Id = set.DrawId(), ParentId = parent.Id, Name = name, ChangeNumber = set.NextChangeNumber(), Created = now, Modified = now };
            set.Put(folder);
            return folder;
        },
        cancellationToken);

    private Task<FolderRecord> CommentAsync(FolderRecord created, string comment, CancellationToken cancellationToken) => mailbox.Index.CommitAsync(
        set =>
        {
            var folder = (set.Folder(created.Id) ?? created) with { Properties = PropertyBlob.Encode([new PropertyValue(PidTag.Comment, comment)]), ChangeNumber = set.NextChangeNumber() };
            set.Put(folder);
            return folder;
        },
        cancellationToken);

    /// <summary>The folder lies below the top of what users see.</summary>
    private bool IsVisible(FolderRecord folder)
    {
        for (var at = folder; at is not null; at = mailbox.Folders.Find(at.ParentId))
        {
            if (at.Role == SpecialFolder.IpmSubtree)
                return true;
        }

        return false;
    }
}
