using Mapigate.Backends;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>
/// Submits messages. [MS-OXOMSG] 3.2.5
/// 1. What was not saved yet is saved where it was composed; 2. the journal notes the submission; 3. the transport gets the message without Bcc; 4. the journal notes that it was
/// accepted; 5. the message is filed in Sent Items; 6. it goes from where it was composed; 7. the journal forgets it.
/// <see cref="SubmissionRecovery"/> goes on from 5 where 4 was reached; before that nobody knows, and the message is marked so.
/// </summary>
public sealed partial class MessageSender(Mailbox mailbox, ILogger logger)
{
    /// <summary>Sends the message. On a fault it stays where it is and can be sent again.</summary>
    /// <exception cref="BackendException">Refused with the transport's reason; nothing has been sent.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">Nobody knows whether it was sent; the message says so.</exception>
    public async Task SubmitAsync(MessageObject message, CancellationToken cancellationToken)
    {
        if (message.IsSubmitted)
            throw new BackendException(BackendError.Refused, "The message has been sent already");
        var recipients = message.Recipients
            .Where(r => (r.Properties.Get<int>(PidTag.RecipientType) & 0xF) is >= 1 and <= 3)
            .Select(r => Recipients.SmtpAddressOf(r.Properties, mailbox.Options)
                ?? throw new BackendException(BackendError.Refused, "A recipient has no address that mail can be sent to"))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (recipients.Count == 0)
            throw new BackendException(BackendError.Refused, "The message has no recipients");

        var filing = new SentMailFiling(mailbox);
        var now = mailbox.Time.GetUtcNow();
        filing.SetSender(message, now);
        var composition = new MessageComposition(mailbox);
        var messageId = composition.EnsureMessageId(message);
        if (message.Row is null || message.IsChanged)
            await new MessageSaver(mailbox).SaveAsync(message, force: true, cancellationToken);
        var entry = SubmissionEntry.Of(mailbox.Journal.New(JournalKind.Submit), message, messageId, now);
        await using var content = await composition.ComposeAsync(message, key: null, cancellationToken);

        using var write = await mailbox.Journal.BeginAsync(entry);
        await HandOverAsync(new MailEnvelope(mailbox.User.Address, recipients), content, entry, write, cancellationToken);
        message.IsSubmitted = true;

        // Sent for good: from here on nothing may report a failure, or the client would send again.
        await FileAsync(message, entry, write, filing);
    }

    private async Task HandOverAsync(MailEnvelope envelope, SpooledStream content, JournalEntry entry, JournalledWrite write, CancellationToken cancellationToken)
    {
        try
        {
            var result = await mailbox.Servers.Transport.SubmitAsync(mailbox.Servers.Credentials, envelope, content, content.Length, cancellationToken);
            foreach (var refused in result.Refused)
                Log.RecipientRefused(logger, refused.Code, refused.Text);
        }
        catch (SubmissionOutcomeUnknownException)
        {
            await MarkAsync(entry, write);
            throw;
        }
        catch (Exception nothingSent) when (nothingSent is BackendException or OperationCanceledException)
        {
            await write.EndAsync();
            throw;
        }
    }

    /// <summary>Where the marking cannot be made now the journal makes it later.</summary>
    private async Task MarkAsync(JournalEntry entry, JournalledWrite write)
    {
        try
        {
            await new UnknownOutcome(mailbox).MarkAsync(entry.FolderId, entry.ItemId, CancellationToken.None);
            await write.EndAsync();
        }
        catch (BackendException fault)
        {
            Log.NotMarked(logger, mailbox.User.Address, fault.Error, fault.Message);
        }
    }

    private async Task FileAsync(MessageObject message, JournalEntry entry, JournalledWrite write, SentMailFiling filing)
    {
        try
        {
            await write.AdvanceAsync();
            if (SubmissionEntry.IsFiled(entry))
                await filing.FileAsync(message);
            await filing.RemoveAsync(entry.FolderId, entry.ItemId, CancellationToken.None);
            await write.EndAsync();
        }
        catch (BackendException fault)
        {
            Log.NotFiled(logger, mailbox.User.Address, fault.Error, fault.Message);
        }
        catch (Exception fault)
        {
            Log.FilingFailed(logger, fault, mailbox.User.Address);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3050, LogLevel.Warning, "A recipient was refused with {Code}: {Reason}")]
        public static partial void RecipientRefused(ILogger logger, int code, string reason);

        [LoggerMessage(3054, LogLevel.Error, "A message of {Address} that may have been sent could not be marked yet: {Error}: {Reason}")]
        public static partial void NotMarked(ILogger logger, string address, BackendError error, string reason);

        [LoggerMessage(3051, LogLevel.Error, "A message of {Address} was sent but could not be filed yet: {Error}: {Reason}")]
        public static partial void NotFiled(ILogger logger, string address, BackendError error, string reason);

        [LoggerMessage(3052, LogLevel.Error, "A message of {Address} was sent; filing it failed")]
        public static partial void FilingFailed(ILogger logger, Exception fault, string address);
    }
}
