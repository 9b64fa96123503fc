using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Folders;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>A connection of the pool whose selected folder belongs to the holder until he disposes of the lease.</summary>
internal sealed class ImapLease(ImapConnection connection, Action onReturn) : IDisposable
{
    private int _isReturned;

    public ImapConnection Connection { get; } = connection;

    /// <summary>Selects the folder unless it is selected; then makes sure that the connection knows of messages up to the newest that is asked for.</summary>
    /// <exception cref="BackendException">NotFound; Conflict where the folder's UIDVALIDITY is another than the caller's.</exception>
    public async Task<SelectedFolder> SelectAsync(string path, uint uidValidity, uint newest, CancellationToken cancellationToken)
    {
        // A folder that was deleted and made anew is still the old one to whoever has it selected.
        if (Connection.Selected?.Path != path || Connection.Selected.UidValidity != uidValidity)
        {
            var select = new SelectCommand(path, isReadOnly: false);
            await Connection.SendAsync([select], cancellationToken);
            var answer = await select.EndAsync(cancellationToken);
            if (!answer.IsOk)
            {
                throw await AbsentFolder.ExplainAsync(Connection, select.Name, answer, path, cancellationToken);
            }
        }
        else if (Connection.Selected.UidNext > 0 && newest >= Connection.Selected.UidNext)
        {
            // RFC 3501 5.2: what others added becomes visible with the answer to a command, and not while further commands wait.
            await Connection.RunAsync(new PlainCommand("NOOP"), cancellationToken);
        }

        var folder = Connection.Selected!;
        return folder.UidValidity == uidValidity
            ? folder
            : throw new BackendException(BackendError.Conflict, $"The folder's UIDVALIDITY is {folder.UidValidity}, not {uidValidity}.");
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
        {
            onReturn();
        }
    }
}
