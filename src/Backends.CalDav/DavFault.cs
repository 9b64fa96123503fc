using System.Xml;
using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>What a refusing status means, with the precondition that the server names in its body (RFC 4918 16).</summary>
internal sealed record DavFault(int Status, IReadOnlyCollection<string> Conditions)
{
    private const int LargestBody = 64 * 1024;

    /// <summary>The server lacks this report, or the whole method, or will not convert all items to the version that the report is about (RFC 6352 8.7).</summary>
    public bool IsUnsupported => Status is 400 or 405 or 415 or 422 or 501
        || Conditions.Any(c => c is "supported-report" or "supported-address-data" or "supported-address-data-conversion");

    /// <summary>The server has forgotten the token (RFC 6578 3.2): 403 by the book, Radicale says 409, others 410 or 412, and Xandikos fails with 500.</summary>
    public bool IsInvalidToken => Conditions.Contains("valid-sync-token") || Status is 409 or 410 or 412 or 500;

    /// <summary>The server will not list that many, and does not cut its list off either (RFC 6578 3.2, 3.6).</summary>
    public bool IsBeyondLimits => Conditions.Contains("number-of-matches-within-limits");

    /// <summary>A server without MKCALENDAR, or one that reserves it, may still make a calendar by extended MKCOL.</summary>
    public bool MayBeMadeOtherwise => Status is 207 or (>= 400 and < 500 and not (401 or 404 or 409 or 423 or 429)) or 501;

    public static async Task<DavFault> ReadAsync(DavReply reply, CancellationToken cancellationToken) =>
        new(reply.Status, reply.MediaType is "application/xml" or "text/xml" ? await ReadConditionsAsync(reply, cancellationToken) : []);

    public BackendException ToException(HttpMethod method)
    {
        var named = Conditions.Count == 0 ? "" : $" ({string.Join(", ", Conditions)})";
        return new BackendException(Error, $"The DAV server answers {method} with {Status}{named}.");
    }

    private BackendError Error => Status switch
    {
        401 => BackendError.AuthenticationFailed,
        // RFC 4791 5.3.2.1, RFC 6638 3.2.4.1.
        _ when Conditions.Contains("no-uid-conflict") || Conditions.Contains("unique-scheduling-object-resource") => BackendError.AlreadyExists,
        _ when Conditions.Contains("max-resource-size") => BackendError.TooLarge,
        _ when Conditions.Contains("quota-not-exceeded") || Conditions.Contains("sufficient-disk-space") => BackendError.QuotaExceeded,
        _ when Conditions.Any(c => c.StartsWith("valid-", StringComparison.Ordinal) || c.StartsWith("supported-", StringComparison.Ordinal)) => BackendError.Refused,
        403 => BackendError.AccessDenied,
        // The collection of a new item is not there (RFC 4918 9.7.1).
        404 or 409 or 410 => BackendError.NotFound,
        412 => BackendError.Conflict,
        413 => BackendError.TooLarge,
        507 => BackendError.QuotaExceeded,
        408 or 504 => BackendError.Timeout,
        405 or 501 => BackendError.NotSupported,
        423 or 425 or 429 or >= 500 => BackendError.Unavailable,
        // To a request that sets properties, a multistatus says which of them the server would not set.
        207 or >= 400 => BackendError.Refused,
        _ => BackendError.Protocol,
    };

    private static async Task<IReadOnlyCollection<string>> ReadConditionsAsync(DavReply reply, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await reply.OpenBodyAsync(LargestBody, cancellationToken);
            using var reader = DavXml.Open(body);
            await reader.MoveToContentAsync();
            XElement error = await DavXml.ReadElementAsync(reader, LargestBody);
            return error.Name == DavNames.Error ? [.. error.Elements().Select(e => e.Name.LocalName)] : [];
        }
        catch (Exception e) when (e is XmlException or BackendException)
        {
            // The status says enough.
            return [];
        }
    }
}
