using System.Xml;
using System.Xml.Linq;

namespace Mapigate.WebFrontend;

/// <summary>Reads the XML of a request: no DTD, nothing fetched, bounded depth. Its size is bounded by who read the body.</summary>
internal static class RequestXml
{
    private const int DeepestElement = 64;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <returns>Null where it is no well-formed document.</returns>
    public static XElement? Read(ReadOnlyMemory<byte> body)
    {
        // Some clients end their text with a NUL.
        var length = body.Span.TrimEnd((byte)0).Length;
        try
        {
            CheckDepth(body[..length]);
            using var reader = XmlReader.Create(Open(body[..length]), Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Before a tree is built whose use would need a stack as deep.</summary>
    private static void CheckDepth(ReadOnlyMemory<byte> body)
    {
        using var reader = XmlReader.Create(Open(body), Settings);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
            {
                throw new XmlException("Nested too deeply.");
            }
        }
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> body) => new(body.ToArray(), writable: false);
}
