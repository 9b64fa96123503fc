using Mapigate.Backends;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>Submits messages: handed to the transport without Bcc, filed in Sent Items, then gone from where they were composed. [MS-OXOMSG] 3.2.5</summary>
public sealed partial class MessageSender(Mailbox mailbox, ILogger logger)
{
    /// <summary>Sends the message. On a fault it stays where it is and can be sent again.</summary>
    /// <exception cref="BackendException">Refused with the transport's reason; nothing has been sent.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">Nobody knows whether it was sent.</exception>
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

        SetSender(message);
        var saver = new MessageSaver(mailbox);
        await using (var content = await saver.ComposeAsync(message, includeBcc: false, cancellationToken))
        {
            var result = await mailbox.Servers.Transport.SubmitAsync(
                mailbox.Servers.Credentials, new MailEnvelope(mailbox.User.Address, recipients), content, content.Length, cancellationToken);
            foreach (var refused in result.Refused)
                Log.RecipientRefused(logger, refused.Code, refused.Text);
        }

        message.IsSubmitted = true;

        // Sent for good: from here on nothing may report a failure, or the client would send again.
        await FileAsync(message, saver);
    }

    /// <summary>Who sends is what the log-in says. [MS-OXOMSG] 3.2.5.1</summary>
    private void SetSender(MessageObject message)
    {
        var user = mailbox.User;
        var bag = message.Bag;
        bag[PidTag.SenderName] = user.DisplayName;
        bag[PidTag.SenderAddressType] = "SMTP";
        bag[PidTag.SenderEmailAddress] = user.Address;
        bag[PidTag.SenderSmtpAddress] = user.Address;
        bag[PidTag.SentRepresentingName] = user.DisplayName;
        bag[PidTag.SentRepresentingAddressType] = "SMTP";
        bag[PidTag.SentRepresentingEmailAddress] = user.Address;
        bag[PidTag.SentRepresentingSmtpAddress] = user.Address;
        var now = FileTime.From(mailbox.Time.GetUtcNow());
        bag[PidTag.ClientSubmitTime] = now;
        bag[PidTag.MessageDeliveryTime] = now;
    }

    private async Task FileAsync(MessageObject message, MessageSaver saver)
    {
        try
        {
            if (!mailbox.Options.ServerFilesSentMail && message.Get(PidTag.DeleteAfterSubmit) is not true)
                await FileInSentItemsAsync(message, saver);
            if (message.Row is { } row)
                await new MessageRemover(mailbox).DeleteAsync(row.Record.FolderId, [row.RowId], CancellationToken.None);
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

    private async Task FileInSentItemsAsync(MessageObject message, MessageSaver saver)
    {
        var bag = message.Bag.Clone();
        bag[PidTag.MessageFlags] = MessageFlags.Read | MessageFlags.FromMe;
        var copy = new MessageObject(mailbox, mailbox.Folders[SpecialFolder.SentItems].Id, null, false, bag, message.Recipients, message.Attachments, null);
        await saver.SaveAsync(copy, force: true, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(3050, LogLevel.Warning, "A recipient was refused with {Code}: {Reason}")]
        public static partial void RecipientRefused(ILogger logger, int code, string reason);

        [LoggerMessage(3051, LogLevel.Error, "A message of {Address} was sent but could not be filed: {Error}: {Reason}")]
        public static partial void NotFiled(ILogger logger, string address, BackendError error, string reason);

        [LoggerMessage(3052, LogLevel.Error, "A message of {Address} was sent; filing it failed")]
        public static partial void FilingFailed(ILogger logger, Exception fault, string address);
    }
}
