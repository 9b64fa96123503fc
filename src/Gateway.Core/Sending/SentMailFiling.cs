using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>What becomes of a message that was sent: a copy in Sent Items, and nothing where it was composed.</summary>
internal sealed class SentMailFiling(Mailbox mailbox)
{
    /// <summary>Who sends is what the log-in says. [MS-OXOMSG] 3.2.5.1</summary>
    public void SetSender(MessageObject message, DateTimeOffset submitted)
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
        var time = FileTime.From(submitted);
        bag[PidTag.ClientSubmitTime] = time;
        bag[PidTag.MessageDeliveryTime] = time;
    }

    public Task FileAsync(MessageObject message)
    {
        var bag = message.Bag.Clone();
        new UnknownOutcome(mailbox).Clear(bag, message.Row);
        bag[PidTag.MessageFlags] = MessageFlags.Read | MessageFlags.FromMe;
        var copy = new MessageObject(mailbox, mailbox.Folders[SpecialFolder.SentItems].Id, null, false, bag, message.Recipients, message.Attachments, null);
        return new MessageSaver(mailbox).SaveAsync(copy, force: true, CancellationToken.None);
    }

    public Task RemoveAsync(ulong folderId, ulong itemId, CancellationToken cancellationToken) => new MessageRemover(mailbox).DeleteAsync(folderId, [itemId], cancellationToken);
}
