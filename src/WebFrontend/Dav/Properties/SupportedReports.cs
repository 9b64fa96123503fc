using System.Xml.Linq;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Properties;

/// <summary>The reports that a resource answers. RFC 3253 3.1.5</summary>
internal static class SupportedReports
{
    private static readonly XName[] OfCalendars = [CalDav + "calendar-multiget", CalDav + "calendar-query", CalDav + "free-busy-query"];
    private static readonly XName[] OfAddressBooks = [CardDav + "addressbook-multiget", CardDav + "addressbook-query"];

    public static IEnumerable<XElement> Of(DavResource resource) =>
        NamesOf(resource).Select(name => new XElement(WebDav + "supported-report", new XElement(WebDav + "report", new XElement(name))));

    public static IEnumerable<XName> NamesOf(DavResource resource) => resource is not CollectionResource collection ? []
        : (IEnumerable<XName>)[.. collection.IsAddressBook ? OfAddressBooks : OfCalendars, .. collection.Collection.State is null ? Array.Empty<XName>() : [WebDav + "sync-collection"]];
}
