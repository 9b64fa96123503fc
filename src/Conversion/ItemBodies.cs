using System.Text;
using Mapigate.Formats.Rtf;
using Mapigate.Formats.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.OxRtfCp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Conversion;

/// <summary>The bodies of an item that was composed through MAPI, from whichever the client stored. [MS-OXCMAIL] 2.1.3.3, [MS-OXRTFEX]</summary>
internal static class ItemBodies
{
    /// <summary>Plain text and HTML; null where the item has none of it.</summary>
    public static (string? Plain, string? Html) Of(PropertyBag bag)
    {
        var html = bag.TryGet(PidTag.Html.Id, out var value) ? Decode(value.Value, bag) : null;
        var plain = bag.Get<string>(PidTag.Body);
        if (string.IsNullOrEmpty(html) && string.IsNullOrEmpty(plain) && Rtf(bag) is { } rtf)
            return (RtfText.Convert(rtf), RtfHtml.Convert(rtf));
        return (plain, string.IsNullOrEmpty(html) ? null : html);
    }

    private static byte[]? Rtf(PropertyBag bag)
    {
        try
        {
            return bag.Get<byte[]>(PidTag.RtfCompressed) is { Length: > 0 } compressed ? CompressedRtf.Decompress(compressed) : null;
        }
        catch (WireFormatException)
        {
            // A body that nobody can read keeps nothing else from being stored.
            return null;
        }
    }

    private static string? Decode(object html, PropertyBag bag) => html switch
    {
        string text => text,
        byte[] bytes => (Charset.FindCodePage(bag.Get<int>(PidTag.InternetCodepage)) ?? Encoding.UTF8).GetString(bytes).TrimEnd('\0'),
        _ => null,
    };
}
