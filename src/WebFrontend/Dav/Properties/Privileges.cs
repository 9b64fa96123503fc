using System.Xml.Linq;

namespace Mapigate.WebFrontend.Dav.Properties;

/// <summary>What the user may do with a resource. RFC 3744 3, 5.4</summary>
internal static class Privileges
{
    private static readonly string[] Reading = ["read", "read-current-user-privilege-set"];
    private static readonly string[] Making = [.. Reading, "bind", "unbind"];
    private static readonly string[] Writing = [.. Making, "write", "write-content", "write-properties"];

    public static IEnumerable<XElement> Of(DavResource resource) => (resource switch
    {
        HomeResource => Making,
        CollectionResource { Collection.IsWritable: true } or ItemResource { Collection.IsWritable: true } => Writing,
        _ => Reading,
    }).Select(name => new XElement(DavNames.WebDav + "privilege", new XElement(DavNames.WebDav + name)));
}
