using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>If-Match and If-None-Match. RFC 9110 13.1.1, 13.1.2</summary>
internal sealed class Preconditions
{
    private readonly IList<EntityTagHeaderValue>? _match;
    private readonly IList<EntityTagHeaderValue>? _noneMatch;
    private readonly bool _isReading;

    private Preconditions(IList<EntityTagHeaderValue>? match, IList<EntityTagHeaderValue>? noneMatch, bool isReading)
    {
        _match = match;
        _noneMatch = noneMatch;
        _isReading = isReading;
    }

    public static Preconditions Of(HttpRequest request) =>
        new(Read(request.Headers.IfMatch), Read(request.Headers.IfNoneMatch), HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    /// <summary>200 where they hold, 412 where they do not, 304 for a reader who has the present content.</summary>
    /// <param name="etag">Tag of what is there; null where nothing is.</param>
    public int Judge(string? etag)
    {
        if (_match is not null && (etag is null || !Holds(_match, etag, useStrong: true)))
        {
            return StatusCodes.Status412PreconditionFailed;
        }

        return _noneMatch is not null && etag is not null && Holds(_noneMatch, etag, useStrong: false)
            ? _isReading ? StatusCodes.Status304NotModified : StatusCodes.Status412PreconditionFailed
            : StatusCodes.Status200OK;
    }

    /// <summary>A header that cannot be read names no tag: If-Match then never holds, and nothing is overwritten by mistake.</summary>
    private static IList<EntityTagHeaderValue>? Read(StringValues header) =>
        header.Count == 0 ? null : EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) ? tags : [];

    private static bool Holds(IList<EntityTagHeaderValue> tags, string etag, bool useStrong) =>
        tags.Any(tag => tag.Tag == "*" || (EntityTagHeaderValue.TryParse(etag, out var present) && tag.Compare(present, useStrong)));
}
