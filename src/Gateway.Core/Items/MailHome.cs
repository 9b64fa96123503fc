using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Where messages of a folder lie on the mail server.</summary>
internal sealed class MailHome(Mailbox mailbox)
{
    /// <summary>The server's path of a mail folder, made there when it is one of the gateway's own until now (Outbox, Notes); null for other kinds of folders.</summary>
    /// <exception cref="BackendException">The server does not make the folder.</exception>
    public async Task<string?> PathAsync(FolderRecord folder, CancellationToken cancellationToken)
    {
        if (folder.Home == FolderHome.Mail)
            return folder.RemoteName;
        if (!IsMadeOnDemand(folder))
            return null;
        await MakeAsync(folder, cancellationToken);
        await mailbox.RefreshMailFoldersAsync(cancellationToken);
        return mailbox.Folders.Find(folder.Id)?.RemoteName ?? throw new BackendException(BackendError.Refused, $"The mail server did not make the folder {folder.Name}");
    }

    private async Task MakeAsync(FolderRecord folder, CancellationToken cancellationToken)
    {
        var store = mailbox.Servers.Mail;
        if (folder.Role == SpecialFolder.RecoverableItems)
        {
            await HiddenFolder.Of(await store.ListAsync(cancellationToken), HiddenFolder.RecoverableItems).EnsureAsync(store, cancellationToken);
            return;
        }

        try
        {
            await store.CreateFolderAsync(mailbox.Options.MailFolders.GetValueOrDefault(folder.Role) ?? folder.Name, cancellationToken);
        }
        catch (BackendException exists) when (exists.Error == BackendError.AlreadyExists)
        {
            // Made by another client since the last look.
        }
    }

    private static bool IsMadeOnDemand(FolderRecord folder) => folder is { Home: FolderHome.Local, Role: SpecialFolder.Outbox or SpecialFolder.SentItems or SpecialFolder.Drafts
        or SpecialFolder.DeletedItems or SpecialFolder.JunkEmail or SpecialFolder.Notes or SpecialFolder.Journal or SpecialFolder.RecoverableItems };
}
