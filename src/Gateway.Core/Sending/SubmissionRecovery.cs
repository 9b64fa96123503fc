using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>Finishes a submission that broke off. It never sends: what may have been sent is marked, what was accepted is filed once.</summary>
internal sealed partial class SubmissionRecovery(Mailbox mailbox, ILogger logger)
{
    public async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var composed = await FindAsync(entry, cancellationToken);
        var isInSent = await IsInSentAsync(entry, composed, cancellationToken);
        if (entry.Step == JournalStep.Begun && !isInSent)
        {
            Log.OutcomeUnknown(logger, entry.Begun, mailbox.User.Address);
            if (composed is not null)
                await new UnknownOutcome(mailbox).MarkAsync(entry.FolderId, composed.RowId, cancellationToken);
            return;
        }

        if (composed is null)
            return;
        var filing = new SentMailFiling(mailbox);
        if (!isInSent && SubmissionEntry.IsFiled(entry))
        {
            var message = await new MessageReader(mailbox).OpenAsync(composed, cancellationToken);
            try
            {
                filing.SetSender(message, SubmissionEntry.Submitted(entry));
                await filing.FileAsync(message);
            }
            finally
            {
                message.Release();
            }
        }

        await filing.RemoveAsync(entry.FolderId, composed.RowId, cancellationToken);
    }

    /// <summary>The message where it was composed: by its id, else by its Message-ID where the folder was numbered anew.</summary>
    private async Task<ItemRow?> FindAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(entry.FolderId) is null)
            return null;
        var snapshot = await mailbox.RefreshAsync(entry.FolderId, cancellationToken);
        return snapshot.Find(entry.ItemId) ?? snapshot.Rows.FirstOrDefault(r => r.Get(PidTag.InternetMessageId) is string id && id == entry.Name);
    }

    /// <summary>Sent Items holds the message: it was filed by this gateway before it died, or by a server that files what it accepts.</summary>
    private async Task<bool> IsInSentAsync(JournalEntry entry, ItemRow? composed, CancellationToken cancellationToken)
    {
        if (mailbox.Folders[SpecialFolder.SentItems] is not { Home: FolderHome.Mail, RemoteName: { } path } sent)
            return false;
        try
        {
            var state = await mailbox.Servers.Mail.GetStateAsync(path, cancellationToken);
            var found = await mailbox.Servers.Mail.SearchAsync(path, state.UidValidity, new MailQuery.Header("Message-ID", entry.Name!), cancellationToken);
            return found.Any(uid => sent.Id != entry.FolderId || uid != composed?.Record.Uid);
        }
        catch (BackendException gone) when (gone.Error == BackendError.NotFound)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3053, LogLevel.Error, "Nobody knows whether the message that {Address} submitted at {Begun:O} was sent: it stays where it was composed, marked so")]
        public static partial void OutcomeUnknown(ILogger logger, DateTimeOffset begun, string address);
    }
}
