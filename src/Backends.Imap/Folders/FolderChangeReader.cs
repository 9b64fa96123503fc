using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>
/// What changed in a folder between two looks. The state that is returned is always asked for before the changes are, so that whatever happens in between is told now, and
/// once more at the next look, but never lost. RFC 7162, RFC 4549 4
/// </summary>
/// <remarks>
/// 1. STATUS (its answer becomes the state), together with
///    a. SELECT with QRESYNC's question, where the folder is not selected and the server has QRESYNC, or
///    b. SELECT, or NOOP where the folder is selected already, so that the folder's view is no older than the state.
/// 2. The changes, unless 1a told them:
///    a. first look or another UIDVALIDITY, or no usable mod-sequence: flags of all messages;
///    b. QRESYNC: flags changed since, vanished messages;
///    c. CONDSTORE: flags changed since; and all UIDs, if the number of messages says that one has gone.
/// </remarks>
internal sealed class FolderChangeReader(ImapLease lease, string path, MailFolderState? since, UidSet known)
{
    private readonly ImapConnection _connection = lease.Connection;

    public async Task<MailFolderChanges> ReadAsync(CancellationToken cancellationToken)
    {
        var (state, select) = await LookAsync(cancellationToken);
        var folder = _connection.Selected!;
        if (state.UidValidity != folder.UidValidity)
        {
            throw new BackendException(BackendError.Unavailable, "The folder was replaced while it was looked at.");
        }

        if (folder.HighestModSeq == 0)
        {
            // STATUS may tell a number although the folder keeps none.
            state = state with { HighestModSeq = 0 };
        }

        if (since is null || since.UidValidity != state.UidValidity)
        {
            var all = await FetchAllAsync(folder, cancellationToken);
            return new MailFolderChanges(state, IsReset: true, UidSet.Empty, [.. all.Flags]);
        }

        // A mod-sequence that runs backwards (restored from a backup) tells nothing.
        if (since.HighestModSeq == 0 || state.HighestModSeq < since.HighestModSeq)
        {
            return await CompareAllAsync(state, folder, cancellationToken);
        }

        if (select is not null)
        {
            return new MailFolderChanges(state, IsReset: false, select.Changes.Vanished.Intersect(known), [.. select.Changes.Flags]);
        }

        return await FetchChangedAsync(state, folder, since.HighestModSeq, cancellationToken);
    }

    /// <returns>The state, and the SELECT where it was asked for the changes too.</returns>
    private async Task<(MailFolderState State, SelectCommand? Select)> LookAsync(CancellationToken cancellationToken)
    {
        var status = new StatusCommand(path, _connection.Capabilities);
        if (_connection.Selected?.Path == path)
        {
            // Some servers answer STATUS of the selected folder from its last view: the first NOOP renews that view, the second makes it no older than the answer.
            await RunAsync([new PlainCommand("NOOP"), status, new PlainCommand("NOOP")], cancellationToken);
            return (StateOf(status), null);
        }

        var isToldBySelect = _connection.HasQResync && since is { HighestModSeq: > 0 };
        var select = new SelectCommand(path, isReadOnly: false, isToldBySelect ? since : null);
        await RunAsync([status, select], cancellationToken);
        return (StateOf(status), isToldBySelect && select.Folder.HighestModSeq > 0 ? select : null);
    }

    private async Task RunAsync(ImapCommand[] commands, CancellationToken cancellationToken)
    {
        await _connection.SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            var answer = await command.EndAsync(cancellationToken);
            if (!answer.IsOk)
            {
                throw await AbsentFolder.ExplainAsync(_connection, command.Name, answer, path, cancellationToken);
            }
        }
    }

    private static MailFolderState StateOf(StatusCommand status) =>
        status.State ?? throw new BackendException(BackendError.Protocol, "The IMAP server gives no answer to STATUS.");

    private async Task<FlagChanges> FetchAllAsync(SelectedFolder folder, CancellationToken cancellationToken)
    {
        // "1:*" is an error in an empty folder of some servers.
        if (folder.Exists == 0)
        {
            return new FlagChanges();
        }

        var fetch = new FetchFlagsCommand("1:*", withModSeq: folder.HighestModSeq > 0);
        await _connection.RunAsync(fetch, cancellationToken);
        return fetch.Changes;
    }

    private async Task<MailFolderChanges> CompareAllAsync(MailFolderState state, SelectedFolder folder, CancellationToken cancellationToken)
    {
        var all = await FetchAllAsync(folder, cancellationToken);
        var gone = known.Except(UidSet.From(all.Flags.Select(message => message.Uid)));
        return new MailFolderChanges(state, IsReset: false, gone, [.. all.Flags]);
    }

    private async Task<MailFolderChanges> FetchChangedAsync(MailFolderState state, SelectedFolder folder, ulong modSeq, CancellationToken cancellationToken)
    {
        var changed = new FlagChanges();
        if (folder.Exists > 0 || _connection.HasQResync)
        {
            var fetch = new FetchFlagsCommand("1:*", withModSeq: true, modSeq, withVanished: _connection.HasQResync);
            await _connection.RunAsync(fetch, cancellationToken);
            changed = fetch.Changes;
        }

        if (_connection.HasQResync)
        {
            return new MailFolderChanges(state, IsReset: false, changed.Vanished.Intersect(known), [.. changed.Flags]);
        }

        // All messages that are there are known or changed: where these are as many as there are messages, none has gone.
        var seen = UidSet.From(changed.Flags.Select(message => message.Uid));
        if (known.Count + seen.Except(known).Count == folder.Exists)
        {
            return new MailFolderChanges(state, IsReset: false, UidSet.Empty, [.. changed.Flags]);
        }

        var search = new SearchCommand("ALL", _connection.Capabilities);
        await _connection.RunAsync(search, cancellationToken);
        return new MailFolderChanges(state, IsReset: false, known.Except(search.Found), [.. changed.Flags]);
    }
}
