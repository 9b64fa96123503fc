using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>
/// Finds the homes of a user's calendars and address books from the one address that is configured (RFC 6764 6, RFC 5397, RFC 4791 6.2.1, RFC 6352 7.1.1).
/// The first request that the server answers with 401 ends it: a wrong password is tried once.
/// </summary>
internal sealed class DavDiscovery(DavSession session)
{
    private static readonly XName[] Asked =
    [
        DavNames.ResourceType, DavNames.Owner, DavNames.CurrentUserPrincipal, DavNames.CalendarHomeSet, DavNames.AddressBookHomeSet, DavNames.ScheduleInboxUrl,
        DavNames.CalendarProxyReadFor, DavNames.CalendarProxyWriteFor,
    ];

    public async Task<DavHomes> FindAsync(CancellationToken cancellationToken)
    {
        var calendars = await FromAsync(session.Options.Url, "caldav", DavNames.CalendarHomeSet, cancellationToken);
        var books = await FindAddressBooksAsync(calendars.Principal, cancellationToken);
        // A server that names no home of its own for address books keeps them beside the calendars.
        var together = books.Count == 0;
        var homes = new Dictionary<string, DavHome>(StringComparer.Ordinal);
        foreach (var home in calendars.Homes.Select(DavHref.AsCollection))
        {
            homes.TryAdd(home, new DavHome(home, TakesCalendars: true, TakesAddressBooks: together));
        }

        foreach (var home in books.Select(DavHref.AsCollection))
        {
            homes[home] = new DavHome(home, TakesCalendars: homes.ContainsKey(home), TakesAddressBooks: true);
        }

        foreach (var home in calendars.Principal is { } proxy ? await new DavProxies(session).FindAsync(proxy, cancellationToken) : [])
        {
            homes.TryAdd(home.Href, home);
        }

        var inbox = calendars.Principal is { } owner ? Hrefs(owner, DavNames.ScheduleInboxUrl).FirstOrDefault() : null;
        return new DavHomes([.. homes.Values], Self(calendars.Start, calendars.Principal), inbox is null ? null : DavHref.AsCollection(inbox));
    }

    /// <summary>The user as an owner: his principal, or where none is known whoever owns the home.</summary>
    private HashSet<string> Self(DavResponse start, DavResponse? principal)
    {
        List<string> self = principal is null ? [start.Href, .. Hrefs(start, DavNames.Owner)] : [principal.Href];
        if (!session.IsActing)
        {
            self.AddRange(Hrefs(start, DavNames.CurrentUserPrincipal));
        }

        return self.Select(DavHref.AsCollection).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<string>> FindAddressBooksAsync(DavResponse? principal, CancellationToken cancellationToken)
    {
        if (session.Options.ContactsUrl is { } contactsUrl)
        {
            return (await FromAsync(contactsUrl, "carddav", DavNames.AddressBookHomeSet, cancellationToken)).Homes;
        }

        if (principal is not null && Hrefs(principal, DavNames.AddressBookHomeSet) is { Count: > 0 } books)
        {
            return books;
        }

        return IsRoot(PathOf(session.Options.Url)) ? await ContactsByWellKnownAsync(cancellationToken) : [];
    }

    private async Task<(IReadOnlyList<string> Homes, DavResponse Start, DavResponse? Principal)> FromAsync(
        string url, string service, XName homeSet, CancellationToken cancellationToken)
    {
        var path = PathOf(url);
        var start = IsRoot(path)
            ? await TryAskAsync($"/.well-known/{service}", cancellationToken) ?? await AskAsync("/", cancellationToken)
            : await AskAsync(path, cancellationToken);
        if (Hrefs(start, homeSet) is { Count: > 0 } own)
        {
            return (own, start, start);
        }

        if (start[DavNames.CurrentUserPrincipal]?.Element(DavNames.Dav + "unauthenticated") is not null)
        {
            throw new BackendException(BackendError.AuthenticationFailed, "The DAV server takes the user for a stranger.");
        }

        // An address with the user's name in it says where to look, whoever the server thinks is asking.
        var isHome = url.Contains(DavOptions.UserPlace, StringComparison.Ordinal) && !start.Is(DavNames.Dav + "principal");
        if (!isHome && Hrefs(start, DavNames.CurrentUserPrincipal) is [var principalHref, ..] && principalHref != start.Href)
        {
            var principal = await AskAsync(principalHref, cancellationToken);
            if (Hrefs(principal, homeSet) is { Count: > 0 } homes)
            {
                return (homes, start, principal);
            }

            isHome = !IsRoot(path);
        }

        return isHome || !IsRoot(path)
            ? ([start.Href], start, null)
            : throw new BackendException(BackendError.NotSupported, $"The DAV server names no {homeSet.LocalName} for this user; configure the address with {DavOptions.UserPlace}.");
    }

    private async Task<IReadOnlyList<string>> ContactsByWellKnownAsync(CancellationToken cancellationToken)
    {
        var start = await TryAskAsync("/.well-known/carddav", cancellationToken);
        if (start is not null && Hrefs(start, DavNames.AddressBookHomeSet) is { Count: 0 } && Hrefs(start, DavNames.CurrentUserPrincipal) is [var principal, ..])
        {
            start = await TryAskAsync(principal, cancellationToken);
        }

        return start is null ? [] : Hrefs(start, DavNames.AddressBookHomeSet);
    }

    private async Task<DavResponse> AskAsync(string path, CancellationToken cancellationToken)
    {
        var responses = await session.ListAsync(DavRequest.PropFind(path, members: false, Asked), cancellationToken);
        return responses.Find(r => r.Status == 200) ?? throw new BackendException(BackendError.NotFound, "The DAV server says nothing of the configured address.");
    }

    /// <summary>Null where there is no DAV at that path, which is no fault yet.</summary>
    private async Task<DavResponse?> TryAskAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(path, cancellationToken);
        }
        catch (BackendException e) when (e.Error is not (BackendError.AuthenticationFailed or BackendError.Unavailable or BackendError.Timeout))
        {
            return null;
        }
    }

    private List<string> Hrefs(DavResponse response, XName property) => [.. session.Paths(response, property)];

    private string PathOf(string url)
    {
        var path = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var start = path.IndexOf('/');
        path = start < 0 ? "/" : path[start..].Replace(DavOptions.UserPlace, Uri.EscapeDataString(session.User), StringComparison.Ordinal);
        return DavHref.Normalize(path) ?? throw new BackendException(BackendError.AuthenticationFailed, "The user's name makes no path on the DAV server.");
    }

    private static bool IsRoot(string path) => path == "/";
}
