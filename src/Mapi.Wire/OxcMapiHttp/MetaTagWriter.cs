using System.Buffers;
using System.Text;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Writes the lines before a response body. [MS-OXCMAPIHTTP] 2.2.2.2 and 2.2.7</summary>
public static class MetaTagWriter
{
    /// <summary>Writes a meta-tag; <see cref="MetaTag.Done"/> is written by <see cref="WriteDone"/>.</summary>
    public static void Write(IBufferWriter<byte> writer, MetaTag tag) => writer.Write(tag switch
    {
        MetaTag.Processing => "PROCESSING\r\n"u8,
        MetaTag.Pending => "PENDING\r\n"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(tag)),
    });

    /// <summary>Writes DONE, the additional headers and the empty line, so that the body may follow.</summary>
    public static void WriteDone(IBufferWriter<byte> writer, IEnumerable<KeyValuePair<string, string>> headers)
    {
        writer.Write("DONE\r\n"u8);
        foreach (var (name, value) in headers)
        {
            if (value.AsSpan().ContainsAny('\r', '\n'))
                throw new ArgumentException("A header ends with its line", nameof(headers));
            Encoding.Latin1.GetBytes($"{name}: {value}\r\n", writer);
        }

        writer.Write("\r\n"u8);
    }
}
