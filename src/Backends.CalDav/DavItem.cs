using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>One item, read by itself.</summary>
internal sealed class DavItem(DavSession session, string path)
{
    /// <summary>Its content (RFC 9110 9.3.1) with the tag that listings give it.</summary>
    /// <returns>Null where it is gone.</returns>
    public async Task<StoredItem?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await GetAsync(cancellationToken) is not var (header, content))
        {
            return null;
        }

        if (header is not null && !DavETag.IsWeak(header))
        {
            return new StoredItem(path, header, content);
        }

        // A proxy weakens the tag of what it compresses; the property tells what the server means by it.
        var property = (await FindAsync(cancellationToken))?.ETag;
        if (header is null && property is not null)
        {
            // Content read after its tag is at worst newer: the next look finds another tag. The other way round a change would be missed.
            content = await GetAsync(cancellationToken) is var (_, again) ? again : content;
            return new StoredItem(path, property, content);
        }

        return header is null
            ? throw new BackendException(BackendError.Protocol, "The DAV server gives an item without ETag.")
            : new StoredItem(path, DavETag.IsSame(property, header) ? property! : header, content);
    }

    /// <summary>Its tag and the time of its last change, without its content.</summary>
    /// <returns>Null where it is gone.</returns>
    public async Task<(string? ETag, string? LastModified)?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await session.ListAsync(DavRequest.PropFind(path, members: false, DavNames.GetETag, DavNames.GetLastModified), cancellationToken);
            return found.Find(r => r.Status == 200) is { } item ? (DavETag.Read(item.Text(DavNames.GetETag)), item.Text(DavNames.GetLastModified)) : null;
        }
        catch (BackendException e) when (e.Error == BackendError.NotFound)
        {
            return null;
        }
    }

    private async Task<(string? ETag, byte[] Content)?> GetAsync(CancellationToken cancellationToken)
    {
        using var reply = await session.SendAsync(new DavRequest(HttpMethod.Get, path), cancellationToken);
        if (reply.Status is 404 or 410)
        {
            return null;
        }

        if (reply.Status != 200)
        {
            throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(HttpMethod.Get);
        }

        await using var body = await reply.OpenBodyAsync(session.Options.LargestItem, cancellationToken);
        using var content = new MemoryStream();
        await body.CopyToAsync(content, cancellationToken);
        return (DavETag.ReadHeader(reply.ETag), content.ToArray());
    }
}
