using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Creating, renaming and deleting folders, subscriptions included, since many clients show only subscribed folders. RFC 3501 6.3.3 to 6.3.7</summary>
internal static class FolderCommands
{
    public static async Task CreateAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        var create = PlainCommand.OfMailbox("CREATE", path);
        await connection.SendAsync([create], cancellationToken);
        var answer = await create.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            var fault = ImapFault.From(create.Name, answer);
            throw answer.Code.Length == 0 && await AbsentFolder.ExistsAsync(connection, path, cancellationToken)
                ? new BackendException(BackendError.AlreadyExists, fault.Message)
                : fault;
        }

        await connection.RunAsync(PlainCommand.OfMailbox("SUBSCRIBE", path), cancellationToken);
    }

    public static async Task DeleteAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        await RunAsync(connection, PlainCommand.OfMailbox("DELETE", path), path, cancellationToken);
        await TryAsync(connection, [PlainCommand.OfMailbox("UNSUBSCRIBE", path)], cancellationToken);
    }

    public static async Task RenameAsync(ImapConnection connection, string path, string newPath, CancellationToken cancellationToken)
    {
        // A pattern cannot escape its wildcards, hence the filter.
        var subscribed = new ListCommand("LSUB", writer => writer.Mailbox(path + "*"));
        await connection.SendAsync([subscribed], cancellationToken);
        await subscribed.EndAsync(cancellationToken);
        await RunAsync(connection, new PlainCommand("RENAME", writer => writer.Raw(" "u8).Mailbox(path).Raw(" "u8).Mailbox(newPath)), path, cancellationToken);
        var moved = subscribed.Folders.Where(folder => folder.Path == path || (folder.Delimiter is { } delimiter && folder.Path.StartsWith(path + delimiter, StringComparison.Ordinal)));
        await TryAsync(
            connection,
            [.. moved.SelectMany(folder => (ImapCommand[])[
                PlainCommand.OfMailbox("SUBSCRIBE", newPath + folder.Path[path.Length..]),
                PlainCommand.OfMailbox("UNSUBSCRIBE", folder.Path)])],
            cancellationToken);
    }

    /// <summary>Leaves the selected folder without expunging anything. RFC 3691</summary>
    public static async Task UnselectAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        if (connection.Selected is not { } selected)
        {
            return;
        }

        if (connection.Capabilities.Unselect)
        {
            await connection.RunAsync(new PlainCommand("UNSELECT"), cancellationToken);
        }
        else
        {
            // CLOSE expunges, except in a folder that is open for reading only.
            await connection.RunAsync(new SelectCommand(selected.Path, isReadOnly: true), cancellationToken);
            await connection.RunAsync(new PlainCommand("CLOSE"), cancellationToken);
        }

        connection.Selected = null;
    }

    private static async Task RunAsync(ImapConnection connection, ImapCommand command, string path, CancellationToken cancellationToken)
    {
        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            throw await AbsentFolder.ExplainAsync(connection, command.Name, answer, path, cancellationToken);
        }
    }

    /// <summary>A subscription that cannot be changed does not undo what has been done to the folder.</summary>
    private static async Task TryAsync(ImapConnection connection, IReadOnlyList<ImapCommand> commands, CancellationToken cancellationToken)
    {
        await connection.SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            await command.EndAsync(cancellationToken);
        }
    }
}
