using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>Names of elements and properties, by the document that defines them.</summary>
internal static class DavNames
{
    // RFC 4918, 3744, 5397, 6578.
    public static readonly XNamespace Dav = "DAV:";

    // RFC 4791, 6638.
    public static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";

    // RFC 6352.
    public static readonly XNamespace CardDav = "urn:ietf:params:xml:ns:carddav";

    // caldav-ctag-03 and caldav-proxy-04 of calendarserver.org.
    public static readonly XNamespace CalendarServer = "http://calendarserver.org/ns/";

    public static readonly XName Multistatus = Dav + "multistatus";
    public static readonly XName Response = Dav + "response";
    public static readonly XName Href = Dav + "href";
    public static readonly XName Status = Dav + "status";
    public static readonly XName PropStat = Dav + "propstat";
    public static readonly XName Prop = Dav + "prop";
    public static readonly XName Error = Dav + "error";
    public static readonly XName SyncToken = Dav + "sync-token";

    public static readonly XName ResourceType = Dav + "resourcetype";
    public static readonly XName DisplayName = Dav + "displayname";
    public static readonly XName GetETag = Dav + "getetag";
    public static readonly XName GetLastModified = Dav + "getlastmodified";
    public static readonly XName Owner = Dav + "owner";
    public static readonly XName CurrentUserPrincipal = Dav + "current-user-principal";
    public static readonly XName CurrentUserPrivilegeSet = Dav + "current-user-privilege-set";
    public static readonly XName GetCTag = CalendarServer + "getctag";
    public static readonly XName CalendarProxyReadFor = CalendarServer + "calendar-proxy-read-for";
    public static readonly XName CalendarProxyWriteFor = CalendarServer + "calendar-proxy-write-for";

    public static readonly XName Collection = Dav + "collection";
    public static readonly XName Calendar = CalDav + "calendar";
    public static readonly XName AddressBook = CardDav + "addressbook";

    public static readonly XName CalendarHomeSet = CalDav + "calendar-home-set";
    public static readonly XName CalendarUserAddressSet = CalDav + "calendar-user-address-set";
    public static readonly XName SupportedComponents = CalDav + "supported-calendar-component-set";
    public static readonly XName ScheduleInboxUrl = CalDav + "schedule-inbox-URL";
    public static readonly XName ScheduleDefaultCalendarUrl = CalDav + "schedule-default-calendar-URL";
    public static readonly XName CalendarData = CalDav + "calendar-data";

    public static readonly XName AddressBookHomeSet = CardDav + "addressbook-home-set";
    public static readonly XName AddressData = CardDav + "address-data";
}
