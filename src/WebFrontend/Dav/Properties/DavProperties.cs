using System.Globalization;
using System.Xml.Linq;
using Mapigate.Gateway.Core.Mailboxes;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Properties;

/// <summary>Every property that a resource can have, by its name. A value of null says that this resource has it not.</summary>
internal static class DavProperties
{
    /// <summary>What DAV:allprop gives: the properties of RFC 4918 itself.</summary>
    public static readonly IReadOnlyList<XName> Common =
        [WebDav + "resourcetype", WebDav + "displayname", WebDav + "getetag", WebDav + "getcontenttype", WebDav + "getcontentlength"];

    private static readonly Dictionary<XName, Func<DavResource, AuthenticatedUser, object?>> Table = new()
    {
        // RFC 4918 15
        [WebDav + "resourcetype"] = static (resource, _) => ResourceType(resource),
        [WebDav + "displayname"] = static (resource, _) => DisplayName(resource),
        [WebDav + "getetag"] = static (resource, _) => (resource as ItemResource)?.ETag,
        [WebDav + "getcontenttype"] = static (resource, _) => (resource as ItemResource)?.MediaType,
        [WebDav + "getcontentlength"] = static (resource, _) => resource is ItemResource { Content: { } content } ? Number(content.Length) : null,

        // RFC 3744 4, 5 and RFC 5397
        [WebDav + "owner"] = static (resource, user) => resource is RootResource ? null : Href(DavPath.HomeOf(OwnerOf(resource) ?? user.Address)),
        [WebDav + "current-user-principal"] = static (_, user) => Href(DavPath.HomeOf(user.Address)),
        [WebDav + "current-user-privilege-set"] = static (resource, _) => Privileges.Of(resource),
        [WebDav + "principal-URL"] = static (resource, _) => resource is HomeResource ? Href(resource.Href) : null,
        [WebDav + "principal-collection-set"] = static (_, _) => Href(DavPath.Root),

        // RFC 3253 3.1.5 and RFC 6578 4
        [WebDav + "supported-report-set"] = static (resource, _) => SupportedReports.Of(resource),
        [WebDav + "sync-token"] = static (resource, _) => StateOf(resource) is { } state ? SyncToken.Of(state) : null,
        [CalendarServer + "getctag"] = static (resource, _) => StateOf(resource) is { } state ? ResponseXml.Text(state) : null,

        // RFC 4791 5.2, 6.2.1 and RFC 6638 2.4.1
        [CalDav + "calendar-home-set"] = static (resource, _) => resource is HomeResource ? Href(resource.Href) : null,
        [CalDav + "calendar-user-address-set"] = static (resource, user) =>
            resource is HomeResource ? new[] { Href("mailto:" + user.Address), Href(resource.Href) } : null,
        [CalDav + "supported-calendar-component-set"] = static (resource, _) =>
            Calendar(resource) is { } calendar ? ComponentNames.Of(calendar.Collection.Kinds).Select(name => new XElement(CalDav + "comp", new XAttribute("name", name))) : null,
        [CalDav + "supported-calendar-data"] = static (resource, _) => Calendar(resource) is null ? null : DataType(CalDav + "calendar-data", "text/calendar", "2.0"),
        [CalDav + "supported-collation-set"] = static (resource, _) => Calendar(resource) is null ? null : Collations(CalDav),
        [CalDav + "max-resource-size"] = static (resource, _) => Calendar(resource) is null ? null : Number(DavLimits.LargestItem),

        // RFC 6352 6.2, 7.1.1, 8.3.1
        [CardDav + "addressbook-home-set"] = static (resource, _) => resource is HomeResource ? Href(resource.Href) : null,
        [CardDav + "supported-address-data"] = static (resource, _) =>
            AddressBook(resource) is null ? null : new[] { "3.0", "4.0" }.Select(version => DataType(CardDav + "address-data-type", "text/vcard", version)),
        [CardDav + "supported-collation-set"] = static (resource, _) => AddressBook(resource) is null ? null : Collations(CardDav),
        [CardDav + "max-resource-size"] = static (resource, _) => AddressBook(resource) is null ? null : Number(DavLimits.LargestItem),
    };

    /// <summary>The property of that resource; null where it has none of the name.</summary>
    public static XElement? Find(XName name, DavResource resource, AuthenticatedUser user) =>
        Table.TryGetValue(name, out var read) && read(resource, user) is { } value ? new XElement(name, value) : null;

    /// <summary>Names of all properties that the resource has.</summary>
    public static IEnumerable<XName> NamesOf(DavResource resource, AuthenticatedUser user) => Table.Where(row => row.Value(resource, user) is not null).Select(row => row.Key);

    private static XElement[] ResourceType(DavResource resource) => resource switch
    {
        ItemResource => [],
        HomeResource => [new XElement(WebDav + "collection"), new XElement(WebDav + "principal")],
        CollectionResource collection => [new XElement(WebDav + "collection"), new XElement(collection.IsAddressBook ? CardDav + "addressbook" : CalDav + "calendar")],
        _ => [new XElement(WebDav + "collection")],
    };

    private static string? DisplayName(DavResource resource) => resource switch
    {
        HomeResource home => ResponseXml.Text(home.User.DisplayName.Length > 0 ? home.User.DisplayName : home.User.Address),
        CollectionResource collection => ResponseXml.Text(collection.Collection.DisplayName),
        _ => null,
    };

    private static string? OwnerOf(DavResource resource) => resource switch
    {
        CollectionResource collection => collection.Collection.Owner,
        ItemResource item => item.Collection.Owner,
        _ => null,
    };

    private static string? StateOf(DavResource resource) => (resource as CollectionResource)?.Collection.State;

    private static CollectionResource? Calendar(DavResource resource) => resource is CollectionResource { IsAddressBook: false } calendar ? calendar : null;

    private static CollectionResource? AddressBook(DavResource resource) => resource is CollectionResource { IsAddressBook: true } book ? book : null;

    private static XElement Href(string href) => new(WebDav + "href", href);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static XElement DataType(XName name, string mediaType, string version) => new(name, new XAttribute("content-type", mediaType), new XAttribute("version", version));

    private static IEnumerable<XElement> Collations(XNamespace names) => Filters.TextMatch.Collations.Select(collation => new XElement(names + "supported-collation", collation));
}
