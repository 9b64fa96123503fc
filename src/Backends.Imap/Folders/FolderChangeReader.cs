using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>
/// What changed in a folder between two looks. The state that is returned is always asked for before the changes are, so that whatever happens in between is told now, and
/// once more at the next look, but never lost. RFC 7162, RFC 4549 4
/// </summary>
/// <remarks>
/// 1. The state, by STATUS, which never is asked on a connection that has the folder selected.
/// 2. A view of the folder that is no older, and the changes with it:
///    a. the folder is selected already and still the same: NOOP, then the flags changed since, with QRESYNC the vanished messages too;
///    b. the server has QRESYNC: SELECT, which tells them;
///    c. SELECT, then the flags changed since.
/// 3. Flags of all messages instead, where this is the first look, UIDVALIDITY is another, or there is no usable mod-sequence.
/// 4. All UIDs, where vanished messages were not told and the number of messages says that one has gone.
/// </remarks>
internal sealed class FolderChangeReader(ImapPool pool, ImapConnection connection, string path, MailFolderState? since, UidSet known)
{
    public async Task<MailFolderChanges> ReadAsync(CancellationToken cancellationToken)
    {
        var (state, select) = await LookAsync(cancellationToken);
        if (state.UidValidity != connection.Selected!.UidValidity)
        {
            // Another client replaced the folder just now.
            (state, select) = await SelectAsync(cancellationToken);
        }

        var folder = connection.Selected!;
        if (state.UidValidity != folder.UidValidity)
        {
            throw new BackendException(BackendError.Unavailable, "The folder is being replaced.");
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
        if (connection.Selected?.Path == path)
        {
            var state = await FolderStateQuestion.AskAsync(await pool.BorrowAsync(cancellationToken), path, cancellationToken);
            if (state.UidValidity == connection.Selected.UidValidity)
            {
                await connection.RunAsync(new PlainCommand("NOOP"), cancellationToken);
                return (state, null);
            }
        }

        return await SelectAsync(cancellationToken);
    }

    private async Task<(MailFolderState State, SelectCommand? Select)> SelectAsync(CancellationToken cancellationToken)
    {
        var isToldBySelect = connection.HasQResync && since is { HighestModSeq: > 0 };
        var status = new StatusCommand(path, connection.Capabilities);
        var select = new SelectCommand(path, isReadOnly: false, isToldBySelect ? since : null);
        if (connection.Selected?.Path == path)
        {
            await FolderCommands.UnselectAsync(connection, cancellationToken);
        }

        await RunAsync([status, select], cancellationToken);
        var state = status.State ?? throw new BackendException(BackendError.Protocol, "The IMAP server gives no answer to STATUS.");
        return (state, isToldBySelect && select.Folder.HighestModSeq > 0 ? select : null);
    }

    private async Task RunAsync(ImapCommand[] commands, CancellationToken cancellationToken)
    {
        await connection.SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            var answer = await command.EndAsync(cancellationToken);
            if (!answer.IsOk)
            {
                throw await AbsentFolder.ExplainAsync(connection, command.Name, answer, path, cancellationToken);
            }
        }
    }

    private async Task<FlagChanges> FetchAllAsync(SelectedFolder folder, CancellationToken cancellationToken)
    {
        // "1:*" is an error in an empty folder of some servers.
        if (folder.Exists == 0)
        {
            return new FlagChanges();
        }

        var fetch = new FetchFlagsCommand("1:*", withModSeq: folder.HighestModSeq > 0);
        await connection.RunAsync(fetch, cancellationToken);
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
        if (folder.Exists > 0 || connection.HasQResync)
        {
            // "*" is the last message that is left; those that vanished behind it would not be told. RFC 7162 3.2.6
            var uids = connection.HasQResync ? "1:4294967295" : "1:*";
            var fetch = new FetchFlagsCommand(uids, withModSeq: true, modSeq, withVanished: connection.HasQResync);
            await connection.RunAsync(fetch, cancellationToken);
            changed = fetch.Changes;
        }

        if (connection.HasQResync)
        {
            return new MailFolderChanges(state, IsReset: false, changed.Vanished.Intersect(known), [.. changed.Flags]);
        }

        // All messages that are there are known or changed: where these are as many as there are messages, none has gone.
        var seen = UidSet.From(changed.Flags.Select(message => message.Uid));
        if (known.Count + seen.Except(known).Count == folder.Exists)
        {
            return new MailFolderChanges(state, IsReset: false, UidSet.Empty, [.. changed.Flags]);
        }

        var search = new SearchCommand(new MailQuery.All([]));
        await connection.RunAsync(search, cancellationToken);
        return new MailFolderChanges(state, IsReset: false, known.Except(search.Found), [.. changed.Flags]);
    }
}
