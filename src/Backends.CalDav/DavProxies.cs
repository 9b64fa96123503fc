namespace Mapigate.Backends.CalDav;

/// <summary>The homes of those who made the user their proxy (caldav-proxy-04 of calendarserver.org).</summary>
internal sealed class DavProxies(DavSession session)
{
    private const int MostOwners = 50;

    public async Task<List<DavHome>> FindAsync(DavResponse principal, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, bool>(StringComparer.Ordinal);
        Add(DavNames.CalendarProxyWriteFor, isReadOnly: false);
        Add(DavNames.CalendarProxyReadFor, isReadOnly: true);

        var homes = new List<DavHome>();
        foreach (var (owner, isReadOnly) in owners)
        {
            homes.AddRange(await HomesOfAsync(owner, isReadOnly, cancellationToken));
        }

        return homes;

        void Add(System.Xml.Linq.XName property, bool isReadOnly)
        {
            foreach (var href in session.Paths(principal, property).TakeWhile(_ => owners.Count < MostOwners))
            {
                owners.TryAdd(DavHref.AsCollection(href), isReadOnly);
            }
        }
    }

    private async Task<IEnumerable<DavHome>> HomesOfAsync(string owner, bool isReadOnly, CancellationToken cancellationToken)
    {
        try
        {
            var found = await session.ListAsync(DavRequest.PropFind(owner, members: false, [DavNames.CalendarHomeSet, .. DavOwners.Asked]), cancellationToken);
            return found.Find(r => r.Status == 200) is { } response
                ? session.Paths(response, DavNames.CalendarHomeSet).Select(home => new DavHome(DavHref.AsCollection(home), TakesCalendars: false, TakesAddressBooks: false)
                {
                    Owner = DavOwners.Name(response),
                    IsReadOnly = isReadOnly,
                })
                : [];
        }
        catch (BackendException e) when (!e.IsTransient && e.Error != BackendError.AuthenticationFailed)
        {
            // Somebody who left a proxy behind and is gone.
            return [];
        }
    }
}
