using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>The code pages of \fcharset.</summary>
internal static class RtfCharsets
{
    /// <summary>Null for the document's own code page, and for those that nobody knows.</summary>
    public static Encoding? Of(int charset) => charset switch
    {
        77 => Charset.FindCodePage(10000),
        128 => Charset.FindCodePage(932),
        129 => Charset.FindCodePage(949),
        130 => Charset.FindCodePage(1361),
        134 => Charset.FindCodePage(936),
        136 => Charset.FindCodePage(950),
        161 => Charset.FindCodePage(1253),
        162 => Charset.FindCodePage(1254),
        163 => Charset.FindCodePage(1258),
        177 => Charset.FindCodePage(1255),
        178 => Charset.FindCodePage(1256),
        186 => Charset.FindCodePage(1257),
        204 => Charset.FindCodePage(1251),
        222 => Charset.FindCodePage(874),
        238 => Charset.FindCodePage(1250),
        _ => null,
    };
}
