using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>A message composed through MAPI as a mail that every other client understands. [MS-OXCMAIL] 2.1</summary>
public static class MailComposer
{
    private const int MaxDepth = 16;

    /// <summary>PidTagAttachmentFlags: the attachment is a modified instance. [MS-OXCMSG] 2.2.2.23</summary>
    private const int ExceptionAttachment = 2;

    /// <summary>Writes the mail with CRLF line ends; attachments are read as they are written.</summary>
    /// <exception cref="InvalidDataException">Embedded messages nest deeper than readers follow.</exception>
    public static Task WriteAsync(ConvertedItem item, MailComposeOptions options, Stream destination, CancellationToken cancellationToken)
    {
        var headers = Headers(item, options);
        if (options.Extension?.Invoke(MessageIdOf(item.Properties, options)) is { } extension)
            headers.AddText("X-Mapigate", extension);
        return MimeWriter.WriteAsync(headers, Content(item, options, 0).ToPart(), destination, cancellationToken: cancellationToken);
    }

    private static HeaderBuilder Headers(ConvertedItem item, MailComposeOptions options)
    {
        var bag = item.Properties;
        var headers = new HeaderBuilder();
        var from = Role(bag, MailAddresses.SentRepresenting, options) ?? Role(bag, MailAddresses.Sender, options) ?? new MailboxAddress(options.SenderName, options.SenderAddress);
        headers.AddAddress("From", from);
        if (Role(bag, MailAddresses.Sender, options) is { } sender && !sender.Address.Equals(from.Address, StringComparison.OrdinalIgnoreCase))
            headers.AddAddress("Sender", sender);
        headers.AddAddresses("To", Recipients(item, 1, options));
        headers.AddAddresses("Cc", Recipients(item, 2, options));
        if (options.IncludeBcc)
            headers.AddAddresses("Bcc", Recipients(item, 3, options));
        headers.AddAddresses("Reply-To", ReplyTo(bag, options));
        headers.AddText("Subject", SubjectOf(bag));
        headers.AddDate("Date", TimeOf(bag, PidTag.ClientSubmitTime) ?? options.Date);
        headers.AddMessageIds("Message-ID", [MessageIdOf(bag, options)]);
        headers.AddMessageIds("In-Reply-To", [bag.Get<string>(PidTag.InReplyToId) ?? ""]);
        headers.AddMessageIds("References", [bag.Get<string>(PidTag.InternetReferences) ?? ""]);
        if (bag.Get<string>(PidTag.ConversationTopic) is { Length: > 0 } topic)
            headers.AddText("Thread-Topic", topic);
        if (bag.Get<byte[]>(PidTag.ConversationIndex) is { Length: > 0 } index)
            headers.AddToken("Thread-Index", Convert.ToBase64String(index));
        AddMarks(headers, bag, from);
        if (options.OwnField is { } own)
            headers.AddToken(own.Name, own.Value);
        return headers;
    }

    private static void AddMarks(HeaderBuilder headers, PropertyBag bag, MailboxAddress from)
    {
        switch (bag[PidTag.Importance])
        {
            case 2:
                headers.AddToken("Importance", "high").AddToken("X-Priority", "1");
                break;
            case 0:
                headers.AddToken("Importance", "low").AddToken("X-Priority", "5");
                break;
        }

        var sensitivity = bag[PidTag.Sensitivity] switch
        {
            1 => "Personal",
            2 => "Private",
            3 => "Company-Confidential",
            _ => null,
        };
        if (sensitivity is not null)
            headers.AddToken("Sensitivity", sensitivity);
        if (bag.Get<bool>(PidTag.ReadReceiptRequested))
            headers.AddAddress("Disposition-Notification-To", from);
    }

    private static DateTimeOffset? TimeOf(PropertyBag bag, PropertyTag tag) => bag[tag] is FileTime time ? new DateTimeOffset(time.ToDateTimeUtc()) : null;

    private static string MessageIdOf(PropertyBag bag, MailComposeOptions options) =>
        MessageIdList.Parse(bag.Get<string>(PidTag.InternetMessageId) ?? "") is [var id, ..] ? id : options.MessageId;

    private static string SubjectOf(PropertyBag bag) =>
        bag.Get<string>(PidTag.Subject) ?? bag.Get<string>(PidTag.SubjectPrefix) + bag.Get<string>(PidTag.NormalizedSubject);

    private static MailboxAddress? Role(PropertyBag bag, MailAddresses.Role role, MailComposeOptions options)
    {
        var view = new PropertyBag();
        foreach (var (from, to) in (ReadOnlySpan<(PropertyTag, PropertyTag)>)[(role.AddressType, PidTag.AddressType), (role.EmailAddress, PidTag.EmailAddress), (role.SmtpAddress, PidTag.SmtpAddress), (role.Name, PidTag.DisplayName)])
        {
            if (bag[from] is { } value)
                view[to] = value;
        }

        return Address(view, options);
    }

    private static IEnumerable<MailboxAddress> Recipients(ConvertedItem item, int type, MailComposeOptions options) => item.Recipients
        .Where(r => (r.Get<int>(PidTag.RecipientType) & 0xF) == type)
        .Select(r => Address(r, options))
        .OfType<MailboxAddress>();

    private static MailboxAddress? Address(PropertyBag bag, MailComposeOptions options)
    {
        var isSmtp = string.Equals(bag.Get<string>(PidTag.AddressType), "SMTP", StringComparison.OrdinalIgnoreCase);
        var address = bag.Get<string>(PidTag.SmtpAddress) ?? (isSmtp ? bag.Get<string>(PidTag.EmailAddress) : null);
        address = string.IsNullOrWhiteSpace(address) ? options.ResolveAddress?.Invoke(bag) : address;
        if (string.IsNullOrWhiteSpace(address))
            return null;
        var name = bag.Get<string>(PidTag.DisplayName);
        return new MailboxAddress(string.Equals(name, address, StringComparison.OrdinalIgnoreCase) ? null : name, address.Trim());
    }

    private static IEnumerable<MailboxAddress> ReplyTo(PropertyBag bag, MailComposeOptions options) =>
        FlatEntryList.Decode(bag.Get<byte[]>(PidTag.ReplyRecipientEntries) ?? []).Select(entry => Address(ToBag(entry), options)).OfType<MailboxAddress>();

    /// <summary>What an entry id says of a person, as the properties of a recipient would.</summary>
    private static PropertyBag ToBag(byte[] entryId)
    {
        var bag = new PropertyBag();
        if (OneOffEntryId.TryParse(entryId, out var oneOff))
        {
            bag[PidTag.AddressType] = oneOff.AddressType;
            bag[PidTag.EmailAddress] = oneOff.EmailAddress;
            bag[PidTag.DisplayName] = oneOff.DisplayName;
        }
        else if (AddressBookEntryId.TryParse(entryId, out var person))
        {
            bag[PidTag.AddressType] = "EX";
            bag[PidTag.EmailAddress] = person.X500Dn;
        }

        return bag;
    }

    private static ComposedContent Content(ConvertedItem item, MailComposeOptions options, int depth)
    {
        var inline = new List<MimePart>();
        var attached = new List<MimePart>();
        var carried = depth == 0 ? options.Carried : null;
        if (carried is not null)
            attached.Add(MimePart.Binary(carried.MediaType, carried.Content) with { FileName = carried.FileName, Disposition = "attachment" });
        foreach (var attachment in item.Attachments)
        {
            // Modified instances of a series stand in the object that is carried.
            if (carried is not null && (attachment.Properties.Get<int>(PidTag.AttachmentFlags) & ExceptionAttachment) != 0)
                continue;
            var part = Attachment(attachment, options, depth);
            (part.Disposition == "inline" ? inline : attached).Add(part);
        }

        var (plain, html) = ItemBodies.Of(item.Properties);
        if (carried is not null)
            plain = string.IsNullOrWhiteSpace(plain) ? carried.Overview : $"{carried.Overview}\n\n{plain}";
        return new ComposedContent { PlainText = plain, Html = html, InlineParts = html is null ? [] : inline, Attachments = html is null ? [.. inline, .. attached] : attached };
    }

    private static MimePart Attachment(ConvertedAttachment attachment, MailComposeOptions options, int depth)
    {
        var bag = attachment.Properties;
        if (attachment.Embedded is { } embedded)
        {
            return depth < MaxDepth
                ? EmbeddedMessage(embedded.Value, options, depth + 1) with { Disposition = "attachment" }
                : throw new InvalidDataException($"Embedded messages nest deeper than {MaxDepth} levels");
        }

        var name = bag.Get<string>(PidTag.AttachLongFilename) ?? bag.Get<string>(PidTag.AttachFilename) ?? bag.Get<string>(PidTag.DisplayName);
        var contentId = bag.Get<string>(PidTag.AttachContentId);
        var isInline = contentId is { Length: > 0 } && (bag.Get<bool>(PidTag.AttachmentHidden) || (bag.Get<int>(PidTag.AttachFlags) & 4) != 0);
        return MimePart.Binary(MediaTypes.Of(bag.Get<string>(PidTag.AttachMimeTag), name), attachment.OpenContent ?? (() => Stream.Null)) with
        {
            FileName = string.IsNullOrEmpty(name) ? null : name,
            ContentId = string.IsNullOrEmpty(contentId) ? null : contentId,
            ContentLocation = bag.Get<string>(PidTag.AttachContentLocation),
            Disposition = isInline ? "inline" : "attachment",
            CreationDate = TimeOf(bag, PidTag.CreationTime),
            ModificationDate = TimeOf(bag, PidTag.LastModificationTime),
        };
    }

    /// <summary>A forwarded message keeps its own sender, dates and ids.</summary>
    private static MimePart EmbeddedMessage(ConvertedItem item, MailComposeOptions options, int depth)
    {
        var own = options with { MessageId = $"<{Guid.NewGuid():N}@{options.SenderAddress[(options.SenderAddress.LastIndexOf('@') + 1)..]}>", IncludeBcc = false, OwnField = null };
        return MimePart.Message(MimeWriter.ToArray(Headers(item, own), Content(item, own, depth).ToPart()));
    }
}
