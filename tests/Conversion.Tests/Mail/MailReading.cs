using System.Text;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Tests.Mail;

/// <summary>Mails written in the tests, converted.</summary>
internal static class MailReading
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static ConvertedItem Convert(string text) => MailConverter.Convert(MimeMessage.Parse(Bytes(text)));

    public static PropertyBag Headers(string fields) => Convert(fields + "\n\nbody").Properties;

    public static byte[] ReadAll(ConvertedAttachment attachment)
    {
        using var content = attachment.OpenContent!();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}
