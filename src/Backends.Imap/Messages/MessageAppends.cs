using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>
/// Adds messages: several with one command where the server has MULTIAPPEND, else one command each, sent without waiting for the answers in between. RFC 3501 6.3.11, RFC 3502
/// </summary>
internal static class MessageAppends
{
    /// <summary>So many messages, or so many bytes, share one command or leave together: what a fault in the middle can spoil is bounded.</summary>
    private const int BatchMessages = 500;
    private const long BatchBytes = 8 << 20;

    public static async Task<IReadOnlyList<MailLocation?>> RunAsync(ImapConnection connection, string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken)
    {
        await CheckSizeAsync(connection, path, messages, cancellationToken);
        var all = messages.ToArray().AsMemory();
        var locations = new List<MailLocation?>(all.Length);
        while (!all.IsEmpty)
        {
            var batch = all[..BatchLength(all.Span)];
            all = all[batch.Length..];
            var commands = connection.Capabilities.MultiAppend ? [new AppendCommand(path, batch)] : Singles(path, batch);
            await RunAsync(connection, commands, cancellationToken);
            locations.AddRange(commands.SelectMany(command => command.Locations));
        }

        return locations;
    }

    /// <summary>Waits for every answer before it reports a fault: nothing is added any more when the caller learns of it.</summary>
    private static async Task RunAsync(ImapConnection connection, AppendCommand[] commands, CancellationToken cancellationToken)
    {
        await connection.SendAsync(commands, cancellationToken);
        BackendException? fault = null;
        foreach (var command in commands)
        {
            var answer = await command.EndAsync(cancellationToken);
            fault ??= answer.IsOk ? null : ImapFault.From(command.Name, answer);
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    private static AppendCommand[] Singles(string path, ReadOnlyMemory<MailToAppend> messages)
    {
        var commands = new AppendCommand[messages.Length];
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i] = new AppendCommand(path, messages.Slice(i, 1));
        }

        return commands;
    }

    private static int BatchLength(ReadOnlySpan<MailToAppend> messages)
    {
        var bytes = messages[0].Length;
        var count = 1;
        while (count < messages.Length && count < BatchMessages && (bytes += messages[count].Length) <= BatchBytes)
        {
            count++;
        }

        return count;
    }

    /// <summary>The server's limit, the folder's own where it has one, before anything is sent. RFC 7889</summary>
    private static async Task CheckSizeAsync(ImapConnection connection, string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken)
    {
        var longest = messages.Max(message => (long?)message.Length) ?? 0;
        var limit = connection.Capabilities.AppendLimit;

        // A folder's own limit is asked for only where the answer can matter.
        if (connection.Capabilities.AppendLimitByFolder && longest >= ImapLimits.AnnouncedLiteralBytes)
        {
            var status = new AppendLimitCommand(path);
            await connection.SendAsync([status], cancellationToken);
            await status.EndAsync(cancellationToken);
            limit = status.Limit ?? limit;
        }

        if (longest > limit)
        {
            throw new BackendException(BackendError.TooLarge, $"The message has {longest} bytes, the IMAP server takes {limit}.");
        }
    }
}
