using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav;

/// <summary>A request of a proven user for a place below <c>/dav/</c>.</summary>
internal sealed record DavCall(HttpContext Http, AuthenticatedUser User, IItemStore Store, DavPath Path)
{
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>What lies at the path; null where nothing does, or nothing that the user may know of.</summary>
    public Task<DavResource?> FindAsync() => FindAsync(Path);

    public async Task<DavResource?> FindAsync(DavPath path)
    {
        switch (path.Segments)
        {
            case []:
                return new RootResource();
            case [var address]:
                return address.Equals(User.Address, StringComparison.OrdinalIgnoreCase) ? new HomeResource(User) : null;
        }

        var isItem = path.Segments.Count > 2;
        var href = isItem ? path.ParentHref : path.Href;
        var collection = (await Store.ListAsync(Aborted)).FirstOrDefault(c => c.Href == href);
        if (collection is null || !isItem)
        {
            return collection is null ? null : new CollectionResource(collection);
        }

        await foreach (var item in Store.GetAsync(collection.Href, [path.Href], Aborted))
        {
            return new ItemResource(collection, item.Href, item.ETag, item.Content);
        }

        return null;
    }
}
