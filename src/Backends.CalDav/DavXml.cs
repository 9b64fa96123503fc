using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>Reads what a server sends as XML: no DTD, no entities of its own, nothing fetched, bounded depth, one element in memory at a time.</summary>
internal static class DavXml
{
    private const int DeepestElement = 32;
    private const int MostNodes = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XmlReader Open(Stream stream) => XmlReader.Create(stream, Settings);

    /// <summary>Reads the element that the reader stands on and leaves the reader behind it.</summary>
    /// <param name="reader">On an element's start.</param>
    /// <param name="largest">Most characters of text in it.</param>
    /// <exception cref="BackendException">Protocol: a bound is passed.</exception>
    public static async Task<XElement> ReadElementAsync(XmlReader reader, int largest)
    {
        var root = Start(reader);
        if (reader.IsEmptyElement)
        {
            await reader.ReadAsync();
            return root;
        }

        var current = root;
        var depth = 1;
        var nodes = 0;
        var text = new StringBuilder();
        while (await reader.ReadAsync())
        {
            if (++nodes > MostNodes)
            {
                throw TooLarge();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Flush(text, current);
                    var child = Start(reader);
                    current.Add(child);
                    if (!reader.IsEmptyElement)
                    {
                        current = child;
                        depth = depth < DeepestElement ? depth + 1 : throw TooLarge();
                    }

                    break;
                case XmlNodeType.EndElement:
                    Flush(text, current);
                    if (--depth == 0)
                    {
                        await reader.ReadAsync();
                        return root;
                    }

                    current = current.Parent!;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    largest -= await AppendAsync(reader, text, largest);
                    break;
            }
        }

        throw new BackendException(BackendError.Protocol, "The DAV server's XML ends within an element.");
    }

    private static XElement Start(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        // Of all attributes DAV uses, the client reads one: the name of a calendar component.
        if (reader.GetAttribute("name") is { } name)
        {
            element.SetAttributeValue("name", name);
        }

        return element;
    }

    private static async Task<int> AppendAsync(XmlReader reader, StringBuilder text, int most)
    {
        var chunk = new char[4096];
        var total = 0;
        int read;
        while ((read = await reader.ReadValueChunkAsync(chunk, 0, chunk.Length)) > 0)
        {
            total += read;
            if (total > most)
            {
                throw TooLarge();
            }

            text.Append(chunk, 0, read);
        }

        return total;
    }

    private static void Flush(StringBuilder text, XElement element)
    {
        if (text.Length > 0)
        {
            element.Add(new XText(text.ToString()));
            text.Clear();
        }
    }

    private static BackendException TooLarge() => new(BackendError.Protocol, "An element of the DAV server's XML is larger than this client reads.");
}
