using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Mail;

/// <summary>A mail as MAPI sees it. [MS-OXCMAIL] 2.2</summary>
public static class MailConverter
{
    public static ConvertedItem Convert(MimeMessage message) => new(new PropertyBag(), [], []);
}
