using System.Xml.Linq;

namespace Mapigate.WebFrontend.Tests.Dav;

/// <summary>A multistatus as a client reads it.</summary>
internal sealed class Multistatus(XElement root)
{
    private static readonly XNamespace D = "DAV:";

    public IReadOnlyList<string> Hrefs => [.. root.Elements(D + "response").Select(r => r.Element(D + "href")!.Value)];

    public string? SyncToken => root.Element(D + "sync-token")?.Value;

    /// <summary>Hrefs whose response is a status alone, with that.</summary>
    public IReadOnlyDictionary<string, string> Statuses => root.Elements(D + "response").Where(r => r.Element(D + "status") is not null)
        .ToDictionary(r => r.Element(D + "href")!.Value, r => r.Element(D + "status")!.Value);

    /// <summary>A property that the resource has; null where it has none.</summary>
    public XElement? Find(string href, XName name) => PropertiesWith(href, 200).FirstOrDefault(p => p.Name == name);

    public string? Text(string href, XName name) => Find(href, name)?.Value;

    /// <summary>Names of properties by the status that they have.</summary>
    public IEnumerable<XName> NamesWith(string href, int status) => PropertiesWith(href, status).Select(p => p.Name);

    private IEnumerable<XElement> PropertiesWith(string href, int status) =>
        root.Elements(D + "response").Single(r => r.Element(D + "href")!.Value == href).Elements(D + "propstat")
            .Where(p => p.Element(D + "status")!.Value.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal)).Elements(D + "prop").Elements();
}
