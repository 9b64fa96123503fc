using System.Text;
using Mapigate.Formats.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>The bodies of a message that was composed through MAPI. [MS-OXCMAIL] 2.1.3.3</summary>
internal static class MailBodies
{
    /// <summary>Plain text and HTML; null where the message has none of it.</summary>
    public static (string? Plain, string? Html) Of(PropertyBag bag)
    {
        var html = bag.TryGet(PidTag.Html.Id, out var value) ? Decode(value.Value, bag) : null;
        return (bag.Get<string>(PidTag.Body), string.IsNullOrEmpty(html) ? null : html);
    }

    private static string? Decode(object html, PropertyBag bag) => html switch
    {
        string text => text,
        byte[] bytes => ((Charset.FindCodePage(bag.Get<int>(PidTag.InternetCodepage)) ?? Encoding.UTF8).GetString(bytes)).TrimEnd('\0'),
        _ => null,
    };
}
