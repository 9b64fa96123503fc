using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Older servers say NO without a code: whether the folder is missing is then asked for, since a folder taken for missing is one that the user loses.</summary>
internal static class AbsentFolder
{
    public static async Task<BackendException> ExplainAsync(ImapConnection connection, string command, StatusResponse answer, string path, CancellationToken cancellationToken)
    {
        var fault = ImapFault.From(command, answer);
        if (answer.Status != ResponseStatus.No || answer.Code.Length > 0)
        {
            return fault;
        }

        return await ExistsAsync(connection, path, cancellationToken) ? fault : new BackendException(BackendError.NotFound, fault.Message);
    }

    public static async Task<bool> ExistsAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        var list = ListCommand.OfPath("LIST", path);
        await connection.RunAsync(list, cancellationToken);
        return list.Folders.Exists(folder => folder.Path == path && folder.Exists && folder.CanHoldMessages);
    }
}
