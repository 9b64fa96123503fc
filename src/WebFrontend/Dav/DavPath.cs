namespace Mapigate.WebFrontend.Dav;

/// <summary>A place below <c>/dav/</c>, in the one spelling that the store's hrefs have: all but unreserved characters (RFC 3986 2.3) and the @ of addresses is escaped.</summary>
/// <param name="Segments">Address, collection, item; fewer for the places above. Not escaped.</param>
internal sealed record DavPath(IReadOnlyList<string> Segments)
{
    /// <summary>Where everything lies.</summary>
    public const string Root = "/dav/";

    private const int Deepest = 3;

    /// <summary>The href: with a slash at the end unless it is an item's.</summary>
    public string Href => Segments.Count == 0 ? Root : $"{Root}{string.Join('/', Segments.Select(Escape))}{(Segments.Count < Deepest ? "/" : "")}";

    /// <summary>The href of the collection that holds the place.</summary>
    public string ParentHref => new DavPath([.. Segments.SkipLast(1)]).Href;

    public static string HomeOf(string address) => new DavPath([address]).Href;

    /// <summary>The place that a decoded path names; null where there cannot be one.</summary>
    public static DavPath? Of(string path)
    {
        if (path.Length > DavLimits.LongestPath || !(path + "/").StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var segments = path.Length <= Root.Length ? [] : path[Root.Length..].TrimEnd('/').Split('/');
        return segments is [""] ? new DavPath([])
            : segments.Length > Deepest || segments.Any(s => s is "" or "." or ".." || s.Any(char.IsControl)) ? null
            : new DavPath(segments);
    }

    /// <summary>The place that an href of a request's body names: a path or a full address.</summary>
    public static DavPath? OfHref(string href)
    {
        href = href.Trim();
        if (href.Contains("://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(href, UriKind.Absolute, out var uri))
            {
                return null;
            }

            href = uri.AbsolutePath;
        }

        // A slash that is escaped would become one that divides.
        return href.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? null : Of(Uri.UnescapeDataString(href));
    }

    private static string Escape(string segment) => Uri.EscapeDataString(segment).Replace("%40", "@", StringComparison.Ordinal);
}
