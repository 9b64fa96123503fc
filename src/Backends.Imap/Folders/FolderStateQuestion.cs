using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>A folder's state by STATUS, on a connection that has not selected the folder. RFC 3501 6.3.10</summary>
internal static class FolderStateQuestion
{
    public static async Task<MailFolderState> AskAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        var status = new StatusCommand(path, connection.Capabilities);
        await connection.SendAsync([status], cancellationToken);
        var answer = await status.EndAsync(cancellationToken);
        return answer.IsOk
            ? status.State ?? throw new BackendException(BackendError.Protocol, "The IMAP server gives no answer to STATUS.")
            : throw await AbsentFolder.ExplainAsync(connection, status.Name, answer, path, cancellationToken);
    }
}
