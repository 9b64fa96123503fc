namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>The methods that are served. No locks: conditional requests tell of conflicts.</summary>
internal static class DavMethods
{
    /// <summary>Value of the DAV header. RFC 4918 10.1, RFC 3744 7.2, RFC 4791 5.1, RFC 6352 6.1, RFC 5689 3.1</summary>
    public const string Compliance = "1, 3, access-control, calendar-access, addressbook, extended-mkcol";

    private static readonly Dictionary<string, IDavMethod> Table = new(StringComparer.Ordinal)
    {
        ["OPTIONS"] = new OptionsMethod(),
        ["GET"] = new GetMethod(),
        ["HEAD"] = new GetMethod(),
        ["PUT"] = new PutMethod(),
        ["DELETE"] = new DeleteMethod(),
        ["PROPFIND"] = new PropfindMethod(),
        ["PROPPATCH"] = new ProppatchMethod(),
        ["MKCOL"] = new MakeCollectionMethod(isCalendar: false),
        ["MKCALENDAR"] = new MakeCollectionMethod(isCalendar: true),
        ["REPORT"] = new ReportMethod(),
    };

    /// <summary>Value of the Allow header.</summary>
    public static string Allowed { get; } = string.Join(", ", Table.Keys);

    public static IDavMethod? Find(string name) => Table.GetValueOrDefault(name);
}
