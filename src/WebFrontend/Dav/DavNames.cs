using System.Xml.Linq;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Namespaces of WebDAV and what was built on it.</summary>
internal static class DavNames
{
    /// <summary>RFC 4918.</summary>
    public static readonly XNamespace WebDav = "DAV:";

    /// <summary>RFC 4791.</summary>
    public static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";

    /// <summary>RFC 6352.</summary>
    public static readonly XNamespace CardDav = "urn:ietf:params:xml:ns:carddav";

    /// <summary>The calendar server's collection tag, which most clients read.</summary>
    public static readonly XNamespace CalendarServer = "http://calendarserver.org/ns/";
}
