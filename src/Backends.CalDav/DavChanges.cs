using System.Xml;
using System.Xml.Linq;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>What changed in a collection: asked by sync-collection (RFC 6578) where the server has it, else found by comparing CTag and ETags.</summary>
internal sealed class DavChanges(DavSession session, string collection)
{
    // A page that brings no new token is an endless loop sooner.
    private const int MostPages = 10_000;

    private readonly string _syncPrefix = DavCollections.SyncState("");
    private readonly string _cTagPrefix = DavCollections.CTagState("");
    private bool _isBeyondLimits;

    public async Task<ItemChanges> SinceAsync(string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        if (since?.StartsWith(_cTagPrefix, StringComparison.Ordinal) == true)
        {
            return await CompareAsync(since, known, cancellationToken);
        }

        var token = since?.StartsWith(_syncPrefix, StringComparison.Ordinal) == true ? since[_syncPrefix.Length..] : "";
        return await SyncAsync(token, known, cancellationToken)
            ?? (token.Length > 0 ? await SyncAsync("", known, cancellationToken) : null)
            ?? await CompareAsync(since: null, known, cancellationToken);
    }

    /// <returns>Null where the server does not know the token or, without one, the report.</returns>
    private async Task<ItemChanges?> SyncAsync(string token, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        var isReset = token.Length == 0;
        var members = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            using var reply = await session.SendAsync(DavRequest.Report(collection, "0", Query(token)), cancellationToken);
            if (!reply.IsMultistatus)
            {
                var fault = await DavFault.ReadAsync(reply, cancellationToken);
                _isBeyondLimits |= fault.IsBeyondLimits;
                if ((page == 0 && fault.IsUnsupported) || fault.IsBeyondLimits || (!isReset && fault.IsInvalidToken))
                {
                    return null;
                }

                throw fault.ToException(new HttpMethod("REPORT"));
            }

            var multistatus = new DavMultistatus(reply, session.Origin, session.Options.LargestItem);
            var isTruncated = await TakeAsync(multistatus, members, known, cancellationToken);
            if (string.IsNullOrEmpty(multistatus.SyncToken))
            {
                throw new BackendException(BackendError.Protocol, "The DAV server's change report has no token.");
            }

            if (!isTruncated)
            {
                return Changes(DavCollections.SyncState(multistatus.SyncToken), isReset, members, known);
            }

            token = multistatus.SyncToken != token ? multistatus.SyncToken : throw new BackendException(BackendError.Protocol, "The DAV server's change report does not advance.");
        }

        throw new BackendException(BackendError.Protocol, "The DAV server's change report has no end.");
    }

    /// <summary>Reads members with their ETags, null for those that are gone.</summary>
    /// <returns>The server stopped early and has more (RFC 6578 3.6).</returns>
    private async Task<bool> TakeAsync(
        DavMultistatus multistatus, Dictionary<string, string?> members, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        var isTruncated = false;
        var untold = new List<string>();
        try
        {
            await foreach (var response in multistatus.ReadAsync(cancellationToken))
            {
                if (response.Status == 507 && response.Href.TrimEnd('/') == collection.TrimEnd('/'))
                {
                    isTruncated = true;
                }
                else if (IsMember(response.Href))
                {
                    if (response.Status is 404 or 410)
                    {
                        members[response.Href] = null;
                    }
                    else if (DavETag.Read(response.Text(DavNames.GetETag)) is { } etag)
                    {
                        members[response.Href] = etag;
                    }
                    else if (response.Status == 200 && !response.Is(DavNames.Collection))
                    {
                        untold.Add(response.Href);
                    }
                    else if (known.TryGetValue(response.Href, out var before))
                    {
                        // The server fails at it for now; it has not gone.
                        members[response.Href] = before;
                    }
                }
            }
        }
        catch (XmlException e)
        {
            throw DavSession.NotWellFormed(e);
        }

        foreach (var href in untold)
        {
            if ((await new DavItem(session, href).FindAsync(cancellationToken))?.ETag is { } etag)
            {
                members[href] = etag;
            }
        }

        return isTruncated;
    }

    private async Task<ItemChanges> CompareAsync(string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        // The tag first: what changes between the two requests is then found again next time, instead of never.
        var self = (await session.ListAsync(DavRequest.PropFind(collection, members: false, DavNames.GetCTag, DavNames.SyncToken), cancellationToken)).FirstOrDefault();
        // A server that only would not list so much at once can be asked for what changes from here on.
        var state = DavCollections.State(_isBeyondLimits ? self?.Text(DavNames.SyncToken) : null, self?.Text(DavNames.GetCTag));
        if (since is not null && state == since)
        {
            return new ItemChanges(state, IsReset: false, [], []);
        }

        var members = new Dictionary<string, string?>(StringComparer.Ordinal);
        using var reply = await session.AskAsync(DavRequest.PropFind(collection, members: true, DavNames.GetETag, DavNames.ResourceType), cancellationToken);
        if (await TakeAsync(new DavMultistatus(reply, session.Origin, session.Options.LargestItem), members, known, cancellationToken))
        {
            // What is left out of a list that was cut off would pass for removed.
            throw new BackendException(BackendError.Refused, "The DAV server does not list the whole collection.");
        }

        if (since is not null)
        {
            foreach (var href in known.Keys)
            {
                members.TryAdd(href, null);
            }
        }

        return Changes(state, since is null, members, known);
    }

    private static ItemChanges Changes(string? state, bool isReset, Dictionary<string, string?> members, IReadOnlyDictionary<string, string> known)
    {
        var changed = new List<ItemVersion>();
        var removed = new List<string>();
        foreach (var (href, etag) in members)
        {
            var before = known.GetValueOrDefault(href);
            if (etag is not null && (isReset || etag != before))
            {
                changed.Add(new ItemVersion(href, etag));
            }
            else if (etag is null && before is not null && !isReset)
            {
                removed.Add(href);
            }
        }

        return new ItemChanges(state, isReset, changed, removed);
    }

    /// <summary>Directly in the collection, and no collection itself.</summary>
    private bool IsMember(string href) =>
        href.Length > collection.Length && href.StartsWith(collection, StringComparison.Ordinal) && href.IndexOf('/', collection.Length) < 0;

    private static XElement Query(string token) => new(
        DavNames.Dav + "sync-collection",
        new XElement(DavNames.SyncToken, token),
        new XElement(DavNames.Dav + "sync-level", "1"),
        DavRequest.Prop(DavNames.GetETag));
}
