using System.Text;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Property values as streams of bytes: UTF-16 without terminator for strings. [MS-OXCPRPT] 2.2.14</summary>
public static class PropertyStreams
{
    /// <summary>String8 streams carry this code page's bytes; clients that open them read 7-bit text.</summary>
    private static readonly Encoding String8 = Encoding.Latin1;

    internal static Stream? Open(object? value, PropertyTag tag) => (value, tag.Type) switch
    {
        (string text, PropertyType.String8) => new MemoryStream(String8.GetBytes(text), writable: false),
        (string text, _) => new MemoryStream(Encoding.Unicode.GetBytes(text), writable: false),
        (byte[] bytes, _) => new MemoryStream(bytes, writable: false),
        _ => null,
    };

    internal static object? ReadValue(SpooledStream content, PropertyTag tag) => tag.Type switch
    {
        PropertyType.String => Encoding.Unicode.GetString(content.ToArray()).TrimEnd('\0'),
        PropertyType.String8 => String8.GetString(content.ToArray()).TrimEnd('\0'),
        PropertyType.Binary => content.ToArray(),
        _ => null,
    };
}
