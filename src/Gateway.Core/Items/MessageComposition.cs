using Mapigate.Backends;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Conversion.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Messages in the terms of the open formats.</summary>
internal sealed class MessageComposition(Mailbox mailbox)
{
    /// <summary>Writes the message as MIME into a new stream, which stands at its beginning. It gets a Message-ID where it has none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="key">Key by which the mailbox's own copy is found again, with Bcc; null for what is submitted, without.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">TooLarge for messages that nest too deep.</exception>
    public async Task<SpooledStream> ComposeAsync(MessageObject message, Guid? key, CancellationToken cancellationToken)
    {
        var options = new MailComposeOptions
        {
            SenderAddress = mailbox.User.Address,
            SenderName = mailbox.User.DisplayName,
            MessageId = EnsureMessageId(message),
            Date = mailbox.Time.GetUtcNow(),
            IncludeBcc = key is not null,
            OwnField = key is { } own ? (MessageKey.FieldName, MessageKey.ValueOf(own)) : null,
            ResolveAddress = bag => Recipients.SmtpAddressOf(bag, mailbox.Options),
            Carried = key is null ? null : CarriedObject(message),
            Extension = key is null ? null : messageId => mailbox.Extensions.Seal(Named(PropertyBlob.Decode(MailSaving.SideOf(message))), messageId),
        };
        var content = new SpooledStream();
        try
        {
            await MailComposer.WriteAsync(options.Carried is null ? ToItem(message) : Beside(ToItem(message)), options, content, cancellationToken);
            content.Position = 0;
            return content;
        }
        catch (Exception fault)
        {
            await content.DisposeAsync();
            if (fault is InvalidDataException tooDeep)
                throw new BackendException(BackendError.TooLarge, tooDeep.Message, tooDeep);
            throw;
        }
    }

    /// <summary>The open object of an item as it is now: as it is stored where nothing was changed, else with the changes; null for what has no format of its own.</summary>
    public byte[]? ObjectOf(MessageObject message)
    {
        if (ItemFormat.OfClass(message.Get(PidTag.MessageClass) as string) is not { } format)
            return null;
        var stored = message.Stored?.Content;
        return stored is { } same && !message.IsChanged && message.Row?.Record.Instance is null ? same.ToArray()
            : stored is { } before && message.Row?.Record.Instance is null && format.Change(before.Span, null, ToObject(message), mailbox) is { } changed ? changed
            : format.Compose(ToObject(message), Guid.NewGuid().ToString("D"), mailbox);
    }

    /// <summary>The message's Message-ID, made when it has none: it stays the same however often the message is saved or sent.</summary>
    public string EnsureMessageId(MessageObject message)
    {
        if (message.Get(PidTag.InternetMessageId) is not string { Length: > 0 })
            message.Bag[PidTag.InternetMessageId] = $"<{Guid.NewGuid():N}@{mailbox.User.Address[(mailbox.User.Address.LastIndexOf('@') + 1)..]}>";
        return (string)message.Get(PidTag.InternetMessageId)!;
    }

    /// <summary>The message in the conversion's terms, with names instead of this mailbox's ids.</summary>
    public ConvertedItem ToItem(MessageObject message) => new(
        Named(message.Bag),
        message.Recipients.Select(r => Named(r.Properties)).ToArray(),
        message.Attachments.Select(a => new ConvertedAttachment(
            Named(a.Properties),
            a.Embedded is null ? () => a.OpenContent() ?? Stream.Null : null,
            a.Embedded is { } embedded ? new Lazy<ConvertedItem>(() => ToItem(embedded)) : null)).ToArray());

    /// <summary>The same for what becomes an open object in memory.</summary>
    /// <exception cref="BackendException">TooLarge for attachments that a calendar object cannot take.</exception>
    public ConvertedItem ToObject(MessageObject message)
    {
        var length = 0L;
        foreach (var attachment in message.Attachments.Where(a => !a.IsEmbeddedMessage))
        {
            using var content = attachment.OpenContent();
            length += content is { CanSeek: true } ? content.Length : 0;
        }

        return length <= mailbox.Options.MaxMessageSize && message.Attachments.Count(a => !a.IsEmbeddedMessage) <= AppointmentComposer.MaxAttachments
            ? ToItem(message)
            : throw new BackendException(BackendError.TooLarge, $"The attachments are larger than {mailbox.Options.MaxMessageSize} bytes, or more than {AppointmentComposer.MaxAttachments}");
    }

    /// <summary>An appointment's object holds its attachments: the message that carries it has the others alone.</summary>
    private static ConvertedItem Beside(ConvertedItem item) =>
        ItemFormat.OfClass(item.Properties.Get<string>(PidTag.MessageClass)) == ItemFormat.Appointment
            ? item with { Attachments = [.. item.Attachments.Where(a => !AppointmentComposer.Holds(a))] }
            : item;

    private CarriedObject? CarriedObject(MessageObject message) =>
        ItemFormat.OfClass(message.Get(PidTag.MessageClass) as string) is { } format && ObjectOf(message) is { } content
            ? new CarriedObject(format.MediaType, format.CarriedName, content, format.Overview(ToItem(message), mailbox))
            : null;

    private PropertyBag Named(PropertyBag bag)
    {
        var named = new PropertyBag();
        foreach (var (tag, value) in bag)
        {
            if (!tag.IsNamed)
                named.Set(tag, value);
            else if (mailbox.Index.Names.Find(tag.Id) is { } name)
                named.Set(name, tag.Type, value);
        }

        return named;
    }
}
