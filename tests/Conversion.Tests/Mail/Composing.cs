using System.Text;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tests.Mail;

/// <summary>Messages as a MAPI client leaves them, composed.</summary>
internal static class Composing
{
    public static MailComposeOptions Options { get; } = new()
    {
        SenderAddress = "alice@example.test",
        SenderName = "Alice \u00C4",
        MessageId = "<made@example.test>",
        Date = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        ResolveAddress = bag => bag.Get<string>(PidTag.EmailAddress) is { } dn && dn.StartsWith("/o=", StringComparison.Ordinal) ? dn[(dn.LastIndexOf('=') + 1)..] + "@example.test" : null,
    };

    public static async Task<byte[]> ComposeAsync(ConvertedItem item, MailComposeOptions? options = null)
    {
        using var written = new MemoryStream();
        await MailComposer.WriteAsync(item, options ?? Options, written, default);
        return written.ToArray();
    }

    public static async Task<string> TextAsync(ConvertedItem item, MailComposeOptions? options = null) => Encoding.UTF8.GetString(await ComposeAsync(item, options));

    /// <summary>Composed and read again.</summary>
    public static async Task<ConvertedItem> ThereAndBackAsync(ConvertedItem item, MailComposeOptions? options = null) => MailConverter.Convert(MimeMessage.Parse(await ComposeAsync(item, options)));

    public static ConvertedItem Item(Action<PropertyBag> fill, IReadOnlyList<PropertyBag>? recipients = null, params ConvertedAttachment[] attachments)
    {
        var bag = new PropertyBag();
        fill(bag);
        return new ConvertedItem(bag, recipients ?? [], attachments);
    }

    public static PropertyBag Recipient(int type, string name, string address, string addressType = "SMTP")
    {
        var bag = new PropertyBag();
        bag[PidTag.RecipientType] = type;
        bag[PidTag.DisplayName] = name;
        bag[PidTag.AddressType] = addressType;
        bag[PidTag.EmailAddress] = address;
        return bag;
    }

    public static ConvertedAttachment File(string name, byte[] content, Action<PropertyBag>? fill = null)
    {
        var bag = new PropertyBag();
        bag[PidTag.AttachMethod] = 1;
        bag[PidTag.AttachLongFilename] = name;
        fill?.Invoke(bag);
        return new ConvertedAttachment(bag, () => new MemoryStream(content, writable: false), null);
    }

    public static ConvertedAttachment Embed(ConvertedItem item)
    {
        var bag = new PropertyBag();
        bag[PidTag.AttachMethod] = 5;
        return new ConvertedAttachment(bag, null, new Lazy<ConvertedItem>(item));
    }
}
