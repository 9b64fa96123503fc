using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Makes folders: below what users see on the mail server, beside it (views, search roots) in the gateway. [MS-OXCFOLD] 3.2.5.2</summary>
public sealed class FolderCreation(Mailbox mailbox)
{
    /// <summary>Longest name that is accepted, in characters.</summary>
    private const int MaxNameLength = 255;

    /// <returns>The folder and whether it was there before, or the error code.</returns>
    /// <exception cref="BackendException">The server refuses; NotSupported where no server can hold such a folder.</exception>
    public async Task<(ErrorCode Error, FolderRecord? Folder)> CreateAsync(ulong parentId, string name, string comment, bool openExisting, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            return (ErrorCode.InvalidParameter, null);
        if (mailbox.Folders.Find(parentId) is not { } parent)
            return (ErrorCode.NotFound, null);
        if (mailbox.Folders.ChildrenOf(parentId).FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } there)
            return openExisting ? (ErrorCode.Success, there) : (ErrorCode.CollidingNames, null);

        var created = parent.Home is FolderHome.Mail or FolderHome.MailContainer || parent.Role == SpecialFolder.IpmSubtree ? await CreateMailAsync(parent, name, cancellationToken)
            : parent.Home == FolderHome.Local && !IsVisible(parent) ? await CreateLocalAsync(parent, name, cancellationToken)
            : throw new BackendException(BackendError.NotSupported, "Folders can be made below mail folders only");
        return (ErrorCode.Success, comment.Length == 0 ? created : await CommentAsync(created, comment, cancellationToken));
    }

    private async Task<FolderRecord> CreateMailAsync(FolderRecord parent, string name, CancellationToken cancellationToken)
    {
        var folders = await mailbox.Servers.Mail.ListAsync(cancellationToken);
        var above = folders.FirstOrDefault(f => f.Path == (parent.RemoteName ?? "INBOX"));
        if (above?.Delimiter is { } delimiter && name.Contains(delimiter, StringComparison.Ordinal))
            throw new BackendException(BackendError.NotSupported, $"The mail server separates folders by '{delimiter}', which a name cannot hold");
        var path = parent.RemoteName is null ? name
            : above?.Delimiter is { } separator ? $"{parent.RemoteName}{separator}{name}"
            : throw new BackendException(BackendError.NotSupported, "The mail server has no folders below this one");
        await mailbox.Servers.Mail.CreateFolderAsync(path, cancellationToken);
        await mailbox.RefreshMailFoldersAsync(cancellationToken);
        return mailbox.Folders.Find(FolderHome.Mail, path) ?? throw new BackendException(BackendError.Refused, $"The mail server did not make the folder {path}");
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
