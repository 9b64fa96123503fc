using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>Copying, moving and expunging in the selected folder. RFC 3501 6.4.7, RFC 6851, RFC 4315</summary>
internal static class MessageTransfers
{
    public static async Task<MailTransfer?> CopyAsync(ImapConnection connection, UidSet uids, string target, CancellationToken cancellationToken) =>
        await RunAsync(connection, "UID COPY", uids, target, cancellationToken);

    public static async Task<MailTransfer?> MoveAsync(ImapConnection connection, UidSet uids, string target, CancellationToken cancellationToken)
    {
        if (connection.Capabilities.Move)
        {
            return await RunAsync(connection, "UID MOVE", uids, target, cancellationToken);
        }

        var transfer = await RunAsync(connection, "UID COPY", uids, target, cancellationToken);

        // Only what was copied may go: a message that arrived or vanished meanwhile is not among these.
        var copied = transfer is null ? uids : UidSet.From(transfer.Uids.Keys);
        await ExpungeAsync(connection, copied, cancellationToken);
        return transfer;
    }

    /// <summary>Without UIDPLUS a plain EXPUNGE would take messages along that others have marked, so they stay marked.</summary>
    public static async Task ExpungeAsync(ImapConnection connection, UidSet uids, CancellationToken cancellationToken)
    {
        foreach (var text in UidRanges.Cut(uids))
        {
            await connection.RunAsync(new PlainCommand("UID STORE", writer => writer.Raw($" {text} +FLAGS.SILENT (\\Deleted)")), cancellationToken);
            if (connection.Capabilities.UidPlus)
            {
                await connection.RunAsync(new PlainCommand("UID EXPUNGE", writer => writer.Raw($" {text}")), cancellationToken);
            }
        }
    }

    private static async Task<MailTransfer?> RunAsync(ImapConnection connection, string verb, UidSet uids, string target, CancellationToken cancellationToken)
    {
        var pairs = new Dictionary<uint, uint>();
        uint uidValidity = 0;
        foreach (var text in UidRanges.Cut(uids))
        {
            var command = new TransferCommand(verb, text, uids.Count, target);
            await connection.RunAsync(command, cancellationToken);
            if (command.Transfer is { } transfer)
            {
                uidValidity = transfer.UidValidity;
                foreach (var (from, to) in transfer.Uids)
                {
                    pairs[from] = to;
                }
            }
        }

        // A server with UIDPLUS that names nothing found nothing to transfer.
        return uidValidity != 0 || connection.Capabilities.UidPlus ? new MailTransfer(uidValidity, pairs) : null;
    }
}
