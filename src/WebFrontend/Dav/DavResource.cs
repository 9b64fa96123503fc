using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.WebFrontend.Dav;

/// <summary>What a path leads to.</summary>
/// <param name="Href">Its one address.</param>
internal abstract record DavResource(string Href);

/// <summary><c>/dav/</c>.</summary>
internal sealed record RootResource() : DavResource(DavPath.Root);

/// <summary>A user: his principal, and the home of his calendars and address books.</summary>
internal sealed record HomeResource(AuthenticatedUser User) : DavResource(DavPath.HomeOf(User.Address));

/// <summary>A calendar, task list or address book.</summary>
internal sealed record CollectionResource(ItemCollection Collection) : DavResource(Collection.Href)
{
    public bool IsAddressBook => Collection.Kinds.HasFlag(ItemKinds.Contacts);
}

/// <summary>A calendar object or contact.</summary>
/// <param name="Collection">Where it lies.</param>
/// <param name="Href">Its address.</param>
/// <param name="ETag">Tag of its present content.</param>
/// <param name="Content">The content; null where only the tag was asked for.</param>
internal sealed record ItemResource(ItemCollection Collection, string Href, string ETag, ReadOnlyMemory<byte>? Content) : DavResource(Href)
{
    public string MediaType => MediaTypeOf(Collection);

    public static string MediaTypeOf(ItemCollection collection) => collection.Kinds.HasFlag(ItemKinds.Contacts) ? "text/vcard; charset=utf-8" : "text/calendar; charset=utf-8";
}
