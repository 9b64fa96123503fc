using System.Xml;
using System.Xml.Linq;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>Makes, renames and removes one collection. A request whose answer was lost is decided by looking at what is there now.</summary>
internal sealed class DavCollectionWriter(DavSession session, string collection)
{
    private static readonly (ItemKinds Kind, string Component)[] Components =
        [(ItemKinds.Events, "VEVENT"), (ItemKinds.Tasks, "VTODO"), (ItemKinds.Journals, "VJOURNAL")];

    /// <summary>
    /// Calendars by MKCALENDAR (RFC 4791 5.3.1), and by extended MKCOL (RFC 5689) where the server refuses that; address books by extended MKCOL (RFC 6352 6.3.1).
    /// </summary>
    /// <exception cref="BackendException">AlreadyExists; NotSupported where the server makes none for all of these kinds.</exception>
    public async Task<ItemCollection> CreateAsync(ItemKinds kinds, string displayName, CancellationToken cancellationToken)
    {
        var name = Clean(displayName);
        if (kinds == ItemKinds.Contacts)
        {
            await MakeOrThrowAsync(MakeCollection(DavNames.AddressBook, name), cancellationToken);
        }
        else
        {
            var components = ComponentSet(kinds);
            var fault = await MakeAsync(DavRequest.MakeCalendar(collection, [.. name, components]), cancellationToken);
            if (fault is { MayBeMadeOtherwise: true })
            {
                var other = await MakeAsync(MakeCollection(DavNames.Calendar, [.. name, components]), cancellationToken);
                fault = other is { IsUnsupported: true } ? fault : other;
            }

            await ThrowIfAsync(fault, DavRequest.MakeCalendarMethod, cancellationToken);
        }

        return await CheckAsync(kinds, name, cancellationToken);
    }

    /// <summary>PROPPATCH of displayname (RFC 4918 9.2).</summary>
    public async Task RenameAsync(string displayName, CancellationToken cancellationToken)
    {
        var request = DavRequest.PropPatch(collection, new XElement(DavNames.DisplayName, Clean(displayName).SingleOrDefault()?.Value));
        // Setting the same name once more changes nothing: the answer may be asked for again.
        using var reply = await SendAgainAsync(request, cancellationToken);
        if (reply.IsMultistatus)
        {
            var refused = (await session.ReadAllAsync(reply, cancellationToken)).Select(r => r.Status != 200 ? r.Status : r.StatusOf(DavNames.DisplayName));
            ThrowIfAny(refused, request.Method);
        }
        else if (reply.Status is not (200 or 204))
        {
            throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(request.Method);
        }
    }

    /// <summary>DELETE with all members (RFC 4918 9.6.1).</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var request = new DavRequest(HttpMethod.Delete, collection);
        var isRepeated = false;
        using var reply = await SendAgainAsync(request, cancellationToken, () => isRepeated = true);
        if (reply.IsMultistatus)
        {
            ThrowIfAny((await session.ReadAllAsync(reply, cancellationToken)).Select(r => r.Status), request.Method);
        }
        else if (reply.Status is not (200 or 202 or 204) && !(isRepeated && reply.Status is 404 or 410))
        {
            throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(request.Method);
        }
    }

    private DavRequest MakeCollection(XName type, params XElement[] properties) => DavRequest.MakeCollection(
        collection, [new XElement(DavNames.ResourceType, new XElement(DavNames.Collection), new XElement(type)), .. properties]);

    private static XElement ComponentSet(ItemKinds kinds)
    {
        var known = Components.Where(c => kinds.HasFlag(c.Kind)).ToList();
        return known.Count > 0 && !kinds.HasFlag(ItemKinds.Contacts)
            ? new XElement(DavNames.SupportedComponents, known.Select(c => new XElement(DavNames.CalDav + "comp", new XAttribute("name", c.Component))))
            : throw new BackendException(BackendError.NotSupported, "No DAV collection holds contacts beside calendar items.");
    }

    private async Task MakeOrThrowAsync(DavRequest request, CancellationToken cancellationToken) =>
        await ThrowIfAsync(await MakeAsync(request, cancellationToken), request.Method, cancellationToken);

    /// <returns>Null where the collection is made.</returns>
    private async Task<DavFault?> MakeAsync(DavRequest request, CancellationToken cancellationToken)
    {
        for (var isRepeated = false; ; isRepeated = true)
        {
            try
            {
                using var reply = await session.SendAsync(request, cancellationToken);
                return reply.Status is 200 or 201 or 204 ? null : await DavFault.ReadAsync(reply, cancellationToken);
            }
            catch (BackendException e) when (e.Error == BackendError.Unavailable && !isRepeated)
            {
                if (await FindAsync(cancellationToken) is not null)
                {
                    return null;
                }
            }
        }
    }

    private async Task ThrowIfAsync(DavFault? fault, HttpMethod method, CancellationToken cancellationToken)
    {
        // "Not allowed" is also what servers say of a place that is taken (RFC 4918 9.3.1).
        if (fault is { Status: 405 or 403 or 409 } && await FindAsync(cancellationToken) is not null)
        {
            throw new BackendException(BackendError.AlreadyExists, "There is a collection at that place already.");
        }

        if (fault is not null)
        {
            throw fault.ToException(method);
        }
    }

    private async Task<ItemCollection> CheckAsync(ItemKinds kinds, XElement[] name, CancellationToken cancellationToken)
    {
        var made = await FindAsync(cancellationToken);
        if (made is null || (made.Kinds & kinds) != kinds)
        {
            await DeleteAsync(cancellationToken);
            throw new BackendException(BackendError.NotSupported, $"The DAV server makes no collection for {kinds}.");
        }

        if (name is [var wanted] && made.DisplayName != wanted.Value)
        {
            await RenameAsync(wanted.Value, cancellationToken);
            made = made with { DisplayName = wanted.Value };
        }

        return made;
    }

    private async Task<ItemCollection?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DavCollections.ReadAsync(session, collection, cancellationToken);
        }
        catch (BackendException e) when (e.Error is BackendError.NotFound)
        {
            return null;
        }
    }

    private async Task<DavReply> SendAgainAsync(DavRequest request, CancellationToken cancellationToken, Action? repeating = null)
    {
        try
        {
            return await session.SendAsync(request, cancellationToken);
        }
        catch (BackendException e) when (e.Error == BackendError.Unavailable)
        {
            repeating?.Invoke();
            return await session.SendAsync(request, cancellationToken);
        }
    }

    private static void ThrowIfAny(IEnumerable<int> statuses, HttpMethod method)
    {
        if (statuses.FirstOrDefault(s => s is not (200 or 204)) is var status and not 0)
        {
            throw new DavFault(status, []).ToException(method);
        }
    }

    /// <summary>The property, without characters that XML cannot hold; none for an empty name.</summary>
    private static XElement[] Clean(string displayName)
    {
        var name = new string([.. displayName.Where((c, i) => XmlConvert.IsXmlChar(c) || IsInPair(displayName, i))]).Trim();
        return name.Length == 0 ? [] : [new XElement(DavNames.DisplayName, name)];
    }

    private static bool IsInPair(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));
}
