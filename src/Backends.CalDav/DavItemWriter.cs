namespace Mapigate.Backends.CalDav;

/// <summary>Changes one item on condition (RFC 4791 5.3.2, RFC 9110 13.1). A request whose answer was lost is decided by reading back.</summary>
internal sealed class DavItemWriter(DavSession session, string path)
{
    private readonly DavItem _item = new(session, path);

    /// <param name="content">What to store.</param>
    /// <param name="mediaType">Its type.</param>
    /// <param name="etag">Tag of the item as it must be; null where there must be none.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <returns>The new tag; null where it has to be read back.</returns>
    public async Task<string?> PutAsync(ReadOnlyMemory<byte> content, string mediaType, string? etag, CancellationToken cancellationToken)
    {
        var request = new DavRequest(HttpMethod.Put, path)
        {
            Content = content,
            MediaType = mediaType.Contains(';') ? mediaType : mediaType + "; charset=utf-8",
            IfNoneMatch = etag is null,
        };
        request = etag is null ? request : await OnConditionAsync(request, etag, cancellationToken);
        for (var isRepeated = false; ; isRepeated = true)
        {
            var (reply, loss) = await TryAsync(request, cancellationToken);
            using (reply)
            {
                if (reply is { Status: 200 or 201 or 204 })
                {
                    return DavETag.ReadStrong(reply.ETag);
                }

                // The condition of a repeated request may fail against the first one's work.
                if (reply is not null && !(isRepeated && reply.Status == 412))
                {
                    throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(request.Method);
                }
            }

            var now = await _item.ReadAsync(cancellationToken);
            var isAsBefore = etag is null ? now is null : DavETag.IsSame(now?.ETag, etag);
            if (!isAsBefore)
            {
                return now is not null && SameContent.Holds(now.Content.Span, content.Span) ? null : throw Changed();
            }

            if (isRepeated)
            {
                throw loss ?? Changed();
            }
        }
    }

    /// <exception cref="BackendException">NotFound; Conflict where the item has another tag.</exception>
    public async Task DeleteAsync(string etag, CancellationToken cancellationToken)
    {
        var request = await OnConditionAsync(new DavRequest(HttpMethod.Delete, path), etag, cancellationToken);
        for (var isRepeated = false; ; isRepeated = true)
        {
            var (reply, loss) = await TryAsync(request, cancellationToken);
            using (reply)
            {
                if (reply is { Status: 200 or 202 or 204 } || (isRepeated && reply is { Status: 404 or 410 }))
                {
                    return;
                }

                if (reply is not null)
                {
                    throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(request.Method);
                }
            }

            if (await _item.FindAsync(cancellationToken) is not var (now, _))
            {
                return;
            }

            if (isRepeated || !DavETag.IsSame(now, etag))
            {
                throw isRepeated ? loss! : Changed();
            }
        }
    }

    /// <summary>A weak tag cannot be a condition (RFC 9110 13.1.1): it is compared here, and the request goes out on the best condition that the server has.</summary>
    private async Task<DavRequest> OnConditionAsync(DavRequest request, string etag, CancellationToken cancellationToken)
    {
        if (!DavETag.IsWeak(etag))
        {
            return request with { IfMatch = etag };
        }

        if (await _item.FindAsync(cancellationToken) is not var (now, lastModified))
        {
            throw new BackendException(request.Method == HttpMethod.Delete ? BackendError.NotFound : BackendError.Conflict, "The item is gone.");
        }

        return !DavETag.IsSame(now, etag) ? throw Changed()
            : !DavETag.IsWeak(now!) ? request with { IfMatch = now }
            : DavRequest.IsDate(lastModified) ? request with { IfUnmodifiedSince = lastModified }
            : request with { IfMatch = "*" };
    }

    /// <returns>The answer, or what became of it: the server may or may not have done what it was asked.</returns>
    private async Task<(DavReply? Reply, BackendException? Loss)> TryAsync(DavRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await session.SendAsync(request, cancellationToken), null);
        }
        catch (BackendException e) when (e.IsTransient && e.InnerException is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, e);
        }
    }

    private static BackendException Changed() => new(BackendError.Conflict, "The item was changed meanwhile.");
}
