using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Messages written in the tests: lines as they read, sent with CRLF.</summary>
internal static class Samples
{
    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    internal static MimeMessage Parse(string text, MimeLimits? limits = null) => MimeMessage.Parse(Bytes(text), limits);

    /// <summary>"multipart/mixed(text/plain image/png)": the shape of a tree.</summary>
    internal static string Shape(MimeEntity entity)
    {
        var inner = entity.EmbeddedMessage is { } message ? Shape(message.Root) : string.Join(' ', entity.Children.Select(Shape));
        return entity.ContentType.MediaType + (inner.Length > 0 ? $"({inner})" : "");
    }

    internal static string Text(MimeRange range, byte[] raw) => Encoding.Latin1.GetString(raw, (int)range.Offset, (int)range.Length);
}
