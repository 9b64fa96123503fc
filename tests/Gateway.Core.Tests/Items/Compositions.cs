using System.Text;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

/// <summary>Messages as a client composes them.</summary>
internal static class Compositions
{
    public static MessageObject Compose(this MailboxHost host, SpecialFolder folder, string subject = "A draft", bool isAssociated = false)
    {
        var message = new MessageReader(host.Mailbox).Create(host.Folder(folder).Id, isAssociated);
        message.Set(PidTag.Subject, subject);
        message.Set(PidTag.Body, "Hello");
        return message;
    }

    public static MessageObject To(this MessageObject message, params (string Address, int Type)[] recipients)
    {
        message.ModifyRecipients(recipients.Select((r, i) => ((uint)i, (PropertyBag?)Recipient(r.Address, r.Type))));
        return message;
    }

    public static MessageObject Attach(this MessageObject message, string name, string content)
    {
        var attachment = message.CreateAttachment()!;
        attachment.Set(PidTag.AttachLongFilename, name);
        attachment.Set(PidTag.AttachDataBinary, Encoding.UTF8.GetBytes(content));
        return message;
    }

    public static PropertyBag Recipient(string address, int type)
    {
        var bag = new PropertyBag();
        bag[PidTag.RecipientType] = type;
        bag[PidTag.DisplayName] = address[..address.IndexOf('@', StringComparison.Ordinal)];
        bag[PidTag.AddressType] = "SMTP";
        bag[PidTag.EmailAddress] = address;
        return bag;
    }

    public static Task<ItemRow> SaveAsync(this MailboxHost host, MessageObject message, bool force = false) => new MessageSaver(host.Mailbox).SaveAsync(message, force, default);

    public static Task<MessageObject> OpenAsync(this MailboxHost host, ItemRow row) => new MessageReader(host.Mailbox).OpenAsync(row.Record.FolderId, row.RowId, default);

    /// <summary>The tag of a named property in the mailbox.</summary>
    public static async Task<PropertyTag> TagAsync(this MailboxHost host, NamedProperty property) =>
        new((await host.Mailbox.GetPropertyIdsAsync([property.Name], create: true, default))[0]!.Value, property.Type);
}
