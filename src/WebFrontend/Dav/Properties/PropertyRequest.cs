using System.Text;
using System.Xml.Linq;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.WebFrontend.Dav.Filters;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Properties;

/// <summary>Which properties a PROPFIND or REPORT asks for: DAV:prop, DAV:allprop with DAV:include, or DAV:propname. RFC 4918 9.1</summary>
internal sealed class PropertyRequest
{
    /// <summary>Null where the names themselves are asked for.</summary>
    private readonly IReadOnlyList<XName>? _names;
    private readonly bool _tellsMissing;
    private readonly CalendarExpansion? _expansion;

    private PropertyRequest(IReadOnlyList<XName>? names, bool tellsMissing, CalendarExpansion? expansion)
    {
        _names = names;
        _tellsMissing = tellsMissing;
        _expansion = expansion;
    }

    public static PropertyRequest All { get; } = new(DavProperties.Common, tellsMissing: false, null);

    /// <summary>The items' contents are part of the answer.</summary>
    public bool WantsContent => _names?.Any(IsContent) == true;

    /// <param name="request">The root of the request.</param>
    /// <returns>Null where the request cannot be understood.</returns>
    public static PropertyRequest? Read(XElement request)
    {
        if (request.Element(WebDav + "propname") is not null)
        {
            return new PropertyRequest(null, tellsMissing: false, null);
        }

        if (request.Element(WebDav + "prop") is { } asked)
        {
            var names = NamesIn(asked);
            if (names.Count > DavLimits.MostProperties)
            {
                return null;
            }

            var data = asked.Element(CalDav + "calendar-data");
            return CalendarExpansion.TryRead(data, out var expansion) ? new PropertyRequest(names, tellsMissing: true, expansion) : null;
        }

        if (request.Element(WebDav + "allprop") is null)
        {
            return null;
        }

        var included = request.Element(WebDav + "include") is { } include ? NamesIn(include) : [];
        return included.Count > DavLimits.MostProperties ? null : new PropertyRequest([.. DavProperties.Common.Union(included)], tellsMissing: false, null);
    }

    /// <summary>The properties that the resource has, and the names of those that it lacks. What was not asked for by name is no lack.</summary>
    public (IReadOnlyCollection<XElement> Found, IReadOnlyCollection<XName> Missing) Answer(DavResource resource, AuthenticatedUser user)
    {
        if (_names is null)
        {
            return ([.. DavProperties.NamesOf(resource, user).Select(name => new XElement(name))], []);
        }

        var found = new List<XElement>();
        var missing = new List<XName>();
        foreach (var name in _names)
        {
            if (Find(name, resource, user) is { } property)
            {
                found.Add(property);
            }
            else if (_tellsMissing)
            {
                missing.Add(name);
            }
        }

        return (found, missing);
    }

    private static List<XName> NamesIn(XElement list) => [.. list.Elements().Select(e => e.Name).Distinct().Take(DavLimits.MostProperties + 1)];

    private static bool IsContent(XName name) => name == CalDav + "calendar-data" || name == CardDav + "address-data";

    private XElement? Find(XName name, DavResource resource, AuthenticatedUser user)
    {
        if (!IsContent(name))
        {
            return DavProperties.Find(name, resource, user);
        }

        if (resource is not ItemResource { Content: { } content } item || new CollectionResource(item.Collection).IsAddressBook != (name.Namespace == CardDav))
        {
            return null;
        }

        return new XElement(name, ResponseXml.Text(_expansion is { } expansion ? expansion.Apply(content.Span) : Encoding.UTF8.GetString(content.Span)));
    }
}
