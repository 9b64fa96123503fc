using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

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
        try
        {
            await mailbox.Servers.Mail.CreateFolderAsync(folder.Name, cancellationToken);
        }
        catch (BackendException exists) when (exists.Error == BackendError.AlreadyExists)
        {
            // Made by another client since the last look.
        }

        await mailbox.RefreshMailFoldersAsync(cancellationToken);
        return mailbox.Folders.Find(folder.Id)?.RemoteName ?? throw new BackendException(BackendError.Refused, $"The mail server did not make the folder {folder.Name}");
    }

    private static bool IsMadeOnDemand(FolderRecord folder) => folder is { Home: FolderHome.Local, Role: SpecialFolder.Outbox or SpecialFolder.SentItems or SpecialFolder.Drafts
        or SpecialFolder.DeletedItems or SpecialFolder.JunkEmail or SpecialFolder.Notes or SpecialFolder.Journal };
}
