namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Bodies as servers write them.</summary>
internal static class Xml
{
    private const string Names =
        "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:A=\"urn:ietf:params:xml:ns:carddav\" xmlns:S=\"http://calendarserver.org/ns/\"";

    public static string Multistatus(params string[] content) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus {Names}>\n{string.Join('\n', content)}\n</D:multistatus>\n";

    public static string Response(string href, string properties) =>
        $"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{properties}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
        + "<D:propstat><D:prop><D:owner/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>";

    public static string Item(string href, string etag) => Response(href, $"<D:getetag>{etag}</D:getetag>");

    public static string Event(string href, string etag, string text) =>
        Response(href, $"<D:getetag>{etag}</D:getetag><C:calendar-data>{text}</C:calendar-data>");

    public static string Gone(string href) => $"<D:response><D:href>{href}</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>";

    public static string Token(string token) => $"<D:sync-token>{token}</D:sync-token>";

    public static string Error(string condition) => $"<?xml version=\"1.0\"?><D:error {Names}>{condition}</D:error>";
}
