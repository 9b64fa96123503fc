using System.Globalization;
using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>What a multistatus says of one resource (RFC 4918 14.24).</summary>
internal sealed class DavResponse
{
    private readonly Dictionary<XName, XElement> _properties = [];
    private readonly Dictionary<XName, int> _refused = [];

    private DavResponse(string href, int status) => (Href, Status) = (href, status);

    /// <summary>Normalized.</summary>
    public string Href { get; }

    /// <summary>Status of the resource; 200 where only its properties have one.</summary>
    public int Status { get; }

    /// <summary>A property that the server gave with success.</summary>
    public XElement? this[XName property] => _properties.GetValueOrDefault(property);

    /// <summary>Status of one property: 200 unless the server gave another.</summary>
    public int StatusOf(XName property) => _refused.GetValueOrDefault(property, 200);

    /// <summary>Text of a property; null where it is absent or empty.</summary>
    public string? Text(XName property) => this[property]?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Raw hrefs within a property.</summary>
    public IEnumerable<string> Hrefs(XName property) => this[property]?.Elements(DavNames.Href).Select(e => e.Value) ?? [];

    public bool Is(XName resourceType) => this[DavNames.ResourceType]?.Element(resourceType) is not null;

    /// <summary>One response element speaks of several resources where it gives one status to many hrefs.</summary>
    public static IEnumerable<DavResponse> Read(XElement response, Uri origin, string basePath)
    {
        var status = response.Element(DavNames.Status) is { } line ? ReadStatus(line.Value) : 200;
        foreach (var href in response.Elements(DavNames.Href))
        {
            // What lies elsewhere is not asked for, and so not believed.
            if (DavHref.Read(href.Value, origin, basePath) is not { } path)
            {
                continue;
            }

            var result = new DavResponse(path, status);
            foreach (var propStat in response.Elements(DavNames.PropStat))
            {
                var own = propStat.Element(DavNames.Status) is { } one ? ReadStatus(one.Value) : 200;
                foreach (var property in propStat.Element(DavNames.Prop)?.Elements() ?? [])
                {
                    if (own == 200)
                    {
                        result._properties[property.Name] = property;
                    }
                    else
                    {
                        result._refused[property.Name] = own;
                    }
                }
            }

            yield return result;
        }
    }

    /// <summary>The code in "HTTP/1.1 404 Not Found"; 0 where there is none.</summary>
    private static int ReadStatus(string line)
    {
        var words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
    }
}
