using System.Text;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

/// <summary>Mail as a MAPI client writes it.</summary>
internal static class Composition
{
    private const int ByValue = 1;
    private const int NoPosition = -1;

    public static Recipient To(string address) => new(RecipientType.To, address, address) { SmtpAddress = address };

    /// <summary>A new message in a folder, not saved yet.</summary>
    public static async Task<MapiMessage> NewAsync(Mailbox mailbox, SpecialFolder role, string subject, string text, params Recipient[] recipients)
    {
        using var folder = await mailbox.OpenAsync(role);
        var message = await folder.CreateMessageAsync(default);
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        await message.SetAsync(
            [
                new(PidTag.MessageClass, "IPM.Note"), new(PidTag.Subject, subject), new(PidTag.Body, text),
                new(PidTag.SentMailSvrEID, MapiStore.ToServerId(special[SpecialFolder.SentItems]!.Value)),
            ],
            default);
        if (recipients.Length > 0)
            await message.SetRecipientsAsync(recipients, default);
        return message;
    }

    public static async Task AttachAsync(MapiMessage message, string name, byte[] content)
    {
        using var attachment = await message.CreateAttachmentAsync(default);
        await attachment.SetAsync(
            [new(PidTag.AttachMethod, ByValue), new(PidTag.AttachLongFilename, name), new(PidTag.RenderingPosition, NoPosition)], default);
        await attachment.WriteStreamAsync(PidTag.AttachDataBinary, content, default);
        await attachment.SaveAsync(default);
    }

    /// <summary>The content of the part of a raw message that has a file name.</summary>
    public static byte[] FileOf(string message, string name)
    {
        var part = message[message.IndexOf(name, StringComparison.Ordinal)..];
        part = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return Convert.FromBase64String(part[..part.IndexOf("\r\n--", StringComparison.Ordinal)]);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
