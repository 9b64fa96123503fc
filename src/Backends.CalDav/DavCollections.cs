using System.Xml.Linq;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>Lists the calendars and address books in a user's homes.</summary>
internal static class DavCollections
{
    private static readonly XName[] Asked =
    [
        DavNames.ResourceType, DavNames.DisplayName, DavNames.SupportedComponents, DavNames.CurrentUserPrivilegeSet,
        DavNames.SyncToken, DavNames.GetCTag, DavNames.ScheduleDefaultCalendarUrl, DavNames.Owner,
    ];

    public static async Task<IReadOnlyList<ItemCollection>> ListAsync(DavSession session, DavHomes homes, DavOwners owners, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (DavResponse Response, DavHome Home)>(StringComparer.Ordinal);
        BackendException? missing = null;
        foreach (var home in homes.All)
        {
            try
            {
                foreach (var response in await session.ListAsync(DavRequest.PropFind(home.Href, members: true, Asked), cancellationToken))
                {
                    found.TryAdd(DavHref.AsCollection(response.Href), (response, home));
                }
            }
            catch (BackendException e) when (e.Error == BackendError.NotFound || (home.Owner is not null && e.Error == BackendError.AccessDenied))
            {
                // Servers name a home that they make only with its first collection, and somebody else's may be closed again.
                missing = home.Owner is null ? e : missing;
            }
        }

        if (found.Count == 0 && missing is not null)
        {
            throw missing;
        }

        var standard = await FindDefaultAsync(session, homes, [.. found.Values.Where(f => f.Home.Owner is null).Select(f => f.Response)], cancellationToken);
        var collections = new List<ItemCollection>(found.Count);
        foreach (var (href, (response, home)) in found)
        {
            if (Read(href, response, standard) is { } collection)
            {
                collections.Add(collection with
                {
                    IsWritable = collection.IsWritable && !home.IsReadOnly,
                    Owner = home.Owner ?? await OwnerAsync(session, homes, owners, response, cancellationToken),
                });
            }
        }

        return collections;
    }

    /// <summary>Who shares it with the user: servers put such collections among his own (RFC 3744 5.1 names the owner).</summary>
    private static async Task<string?> OwnerAsync(DavSession session, DavHomes homes, DavOwners owners, DavResponse response, CancellationToken cancellationToken) =>
        session.Paths(response, DavNames.Owner).Select(DavHref.AsCollection).FirstOrDefault() is { } owner && !homes.Self.Contains(owner)
            ? await owners.NameAsync(owner, cancellationToken)
            : null;

    /// <summary>One collection; null where there is none of a known kind.</summary>
    public static async Task<ItemCollection?> ReadAsync(DavSession session, string href, CancellationToken cancellationToken)
    {
        var responses = await session.ListAsync(DavRequest.PropFind(href, members: false, Asked), cancellationToken);
        return responses.Find(r => r.Status == 200) is { } response ? Read(DavHref.AsCollection(response.Href), response, standard: null) : null;
    }

    /// <summary>Kinds of one collection.</summary>
    public static async Task<ItemKinds> KindsAsync(DavSession session, string collection, CancellationToken cancellationToken)
    {
        var responses = await session.ListAsync(
            DavRequest.PropFind(collection, members: false, DavNames.ResourceType, DavNames.SupportedComponents), cancellationToken);
        return responses.Count > 0 ? Kinds(responses[0]) : ItemKinds.None;
    }

    /// <summary>How a collection's state is handed out: with its kind, since a server may have both.</summary>
    public static string? State(string? syncToken, string? cTag) =>
        syncToken is not null ? SyncState(syncToken) : cTag is not null ? CTagState(cTag) : null;

    public static string SyncState(string token) => "sync:" + token;

    public static string CTagState(string tag) => "ctag:" + tag;

    private static ItemCollection? Read(string href, DavResponse response, string? standard)
    {
        var kinds = Kinds(response);
        return kinds == ItemKinds.None
            ? null
            : new ItemCollection(
                href,
                response.Text(DavNames.DisplayName) ?? Uri.UnescapeDataString(href.TrimEnd('/').Split('/')[^1]),
                kinds,
                IsWritable(response[DavNames.CurrentUserPrivilegeSet]),
                State(response.Text(DavNames.SyncToken), response.Text(DavNames.GetCTag)),
                href == standard);
    }

    private static ItemKinds Kinds(DavResponse response)
    {
        if (response.Is(DavNames.AddressBook))
        {
            return ItemKinds.Contacts;
        }

        if (!response.Is(DavNames.Calendar))
        {
            return ItemKinds.None;
        }

        // Without the property a calendar takes every component (RFC 4791 5.2.3).
        return response[DavNames.SupportedComponents] is { } components
            ? components.Elements(DavNames.CalDav + "comp").Aggregate(ItemKinds.None, (kinds, c) => kinds | Kind((string?)c.Attribute("name")))
            : ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals;
    }

    private static ItemKinds Kind(string? component) => component?.ToUpperInvariant() switch
    {
        "VEVENT" => ItemKinds.Events,
        "VTODO" => ItemKinds.Tasks,
        "VJOURNAL" => ItemKinds.Journals,
        _ => ItemKinds.None,
    };

    /// <summary>RFC 3744 5.5. A server without access control does not tell, and lets everybody write.</summary>
    private static bool IsWritable(XElement? privileges)
    {
        if (privileges is null)
        {
            return true;
        }

        var names = privileges.Elements(DavNames.Dav + "privilege").Elements().Select(e => e.Name).ToHashSet();
        return names.Contains(DavNames.Dav + "all") || names.Contains(DavNames.Dav + "write")
            || (names.Contains(DavNames.Dav + "bind") && names.Contains(DavNames.Dav + "write-content"));
    }

    /// <summary>The calendar that the scheduling inbox names (RFC 6638 9.2).</summary>
    private static async Task<string?> FindDefaultAsync(
        DavSession session, DavHomes homes, List<DavResponse> own, CancellationToken cancellationToken)
    {
        var holder = own.Find(r => r[DavNames.ScheduleDefaultCalendarUrl] is not null);
        if (holder is null && homes.ScheduleInbox is { } inbox && !own.Exists(r => DavHref.AsCollection(r.Href) == inbox))
        {
            try
            {
                holder = (await session.ListAsync(DavRequest.PropFind(inbox, members: false, DavNames.ScheduleDefaultCalendarUrl), cancellationToken)).FirstOrDefault();
            }
            catch (BackendException e) when (!e.IsTransient && e.Error != BackendError.AuthenticationFailed)
            {
                return null;
            }
        }

        return holder is not null && session.Paths(holder, DavNames.ScheduleDefaultCalendarUrl).FirstOrDefault() is { } calendar
            ? DavHref.AsCollection(calendar)
            : null;
    }
}
