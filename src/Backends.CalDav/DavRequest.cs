using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>One request, made anew for each attempt.</summary>
internal sealed record DavRequest(HttpMethod Method, string Path)
{
    public static readonly HttpMethod MakeCalendarMethod = new("MKCALENDAR");

    private static readonly HttpMethod PropFindMethod = new("PROPFIND");
    private static readonly HttpMethod ReportMethod = new("REPORT");

    public string? Depth { get; init; }

    public ReadOnlyMemory<byte> Content { get; init; }

    public string? MediaType { get; init; }

    /// <summary>Strong ETag that the resource must have; "*" for any, where it must only exist.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The resource must not have changed after that time, spelt as the server did (RFC 9110 13.1.4).</summary>
    public string? IfUnmodifiedSince { get; init; }

    /// <summary>The resource must not exist.</summary>
    public bool IfNoneMatch { get; init; }

    /// <summary>May be repeated at will: it changes nothing.</summary>
    public bool IsSafe => Method == HttpMethod.Get || Method == PropFindMethod || Method == ReportMethod;

    /// <summary>Properties of a resource, or of it and its members (RFC 4918 9.1).</summary>
    public static DavRequest PropFind(string path, bool members, params XName[] properties) =>
        OfXml(PropFindMethod, path, members ? "1" : "0", new XElement(DavNames.Dav + "propfind", Prop(properties)));

    /// <summary>A report on a collection (RFC 3253 3.6).</summary>
    public static DavRequest Report(string path, string depth, XElement body) => OfXml(ReportMethod, path, depth, body);

    /// <summary>A new calendar (RFC 4791 5.3.1).</summary>
    public static DavRequest MakeCalendar(string path, params XElement[] properties) =>
        OfXml(MakeCalendarMethod, path, depth: null, new XElement(DavNames.CalDav + "mkcalendar", Set(properties)));

    /// <summary>A new collection of the type among its properties (RFC 5689 3).</summary>
    public static DavRequest MakeCollection(string path, params XElement[] properties) =>
        OfXml(new HttpMethod("MKCOL"), path, depth: null, new XElement(DavNames.Dav + "mkcol", Set(properties)));

    /// <summary>Other values for properties (RFC 4918 9.2).</summary>
    public static DavRequest PropPatch(string path, params XElement[] properties) =>
        OfXml(new HttpMethod("PROPPATCH"), path, depth: null, new XElement(DavNames.Dav + "propertyupdate", Set(properties)));

    public static XElement Prop(params XName[] properties) => new(DavNames.Prop, properties.Select(p => new XElement(p)));

    /// <summary>A time in the form of HTTP (RFC 9110 5.6.7).</summary>
    public static bool IsDate([NotNullWhen(true)] string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static XElement Set(XElement[] properties) => new(DavNames.Dav + "set", new XElement(DavNames.Prop, properties));

    private static DavRequest OfXml(HttpMethod method, string path, string? depth, XElement body)
    {
        using var content = new MemoryStream();
        body.Save(content, SaveOptions.DisableFormatting);
        return new DavRequest(method, path) { Depth = depth, Content = content.ToArray(), MediaType = "application/xml; charset=utf-8" };
    }
}
