using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mapigate.MapiFrontend.Http;

/// <summary>
/// Writes one response: either a refusal before anything was done, which has a length and says why in HTML, or a chunked one, which begins with
/// PROCESSING, goes on with PENDING, and ends with DONE, additional headers, an empty line and the body. [MS-OXCMAPIHTTP] 2.2.2.2 and 3.2.5.2
/// </summary>
internal sealed class MapiHttpReply(HttpContext http, MapiFrontendOptions options, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly DateTimeOffset _startTime = time.GetUtcNow();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Refuses the request before anything was done for it.</summary>
    /// <param name="code">Why.</param>
    /// <param name="context">The context that lives on, if one was found.</param>
    /// <param name="status">Not 200 only where HTTP itself has a word for it.</param>
    public async Task RefuseAsync(MapiHttpResponseCode code, SessionContext? context = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        http.Response.StatusCode = (int)status;
        SetHeaders(code, context);
        if (status == HttpStatusCode.ServiceUnavailable)
            http.Response.Headers.RetryAfter = ((int)options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var page = Page(code);
        http.Response.ContentType = MapiHttpHeaders.FailureContentType;
        http.Response.ContentLength = page.Length;
        await http.Response.Body.WriteAsync(page, http.RequestAborted);
    }

    /// <summary>Accepts the request: headers and PROCESSING, not sent yet. The cookies are those that the next request must carry.</summary>
    public void Begin(SessionContext? context)
    {
        SetHeaders(MapiHttpResponseCode.Success, context);
        http.Response.ContentType = MapiHttpHeaders.ContentType;
        MetaTagWriter.Write(http.Response.BodyWriter, MetaTag.Processing);
    }

    /// <summary>Sends what was written.</summary>
    public async Task FlushAsync() => await http.Response.BodyWriter.FlushAsync(http.RequestAborted);

    public Task SendPendingAsync()
    {
        MetaTagWriter.Write(http.Response.BodyWriter, MetaTag.Pending);
        return FlushAsync();
    }

    /// <summary>Ends an accepted request with its body. It leaves when the request ends, so that a client that asks again at once finds its context free.</summary>
    public async Task FinishAsync(ReadOnlyMemory<byte> body)
    {
        await StartAsync();
        MetaTagWriter.WriteDone(http.Response.BodyWriter, Times());
        http.Response.BodyWriter.Write(body.Span);
    }

    /// <summary>Ends an accepted request that failed after all. Where nothing has left yet, the failure stands in the HTTP headers too.</summary>
    public async Task FailAsync(MapiHttpResponseCode code, SessionContext? context)
    {
        if (!http.Response.HasStarted)
        {
            SetHeaders(code, context);
            http.Response.ContentType = MapiHttpHeaders.FailureContentType;
        }

        await StartAsync();
        MetaTagWriter.WriteDone(
            http.Response.BodyWriter,
            [.. Times(), new(MapiHttpHeaders.ResponseCode, Code(code)), new(HeaderNames.ContentType, MapiHttpHeaders.FailureContentType)]);
        http.Response.BodyWriter.Write(Page(code));
    }

    /// <summary>Fixes the headers and with them the chunked encoding: a response that ends before it has started would get a length.</summary>
    private Task StartAsync() => http.Response.HasStarted ? Task.CompletedTask : http.Response.StartAsync(http.RequestAborted);

    private IEnumerable<KeyValuePair<string, string>> Times() =>
    [
        new(MapiHttpHeaders.ElapsedTime, Milliseconds(Elapsed)),
        new(MapiHttpHeaders.StartTime, _startTime.ToString("R", CultureInfo.InvariantCulture)),
    ];

    private void SetHeaders(MapiHttpResponseCode code, SessionContext? context)
    {
        var request = http.Request.Headers;
        var headers = http.Response.Headers;
        headers.CacheControl = "private";
        headers[MapiHttpHeaders.ResponseCode] = Code(code);
        headers[MapiHttpHeaders.ServerApplication] = ServerApplication(options.ServerVersion);
        headers[MapiHttpHeaders.PendingPeriod] = Milliseconds(options.PendingPeriod);
        headers[MapiHttpHeaders.ExpirationInfo] = Milliseconds(options.SessionExpiry);
        foreach (var name in (ReadOnlySpan<string>)[MapiHttpHeaders.RequestType, MapiHttpHeaders.RequestId, MapiHttpHeaders.ClientInfo])
        {
            if (MapiHttpHead.Echo(request[name]) is { } value)
                headers[name] = value;
        }

        headers.Remove(HeaderNames.SetCookie);
        if (context is not null)
            MapiHttpCookies.Write(http, context);
    }

    /// <summary>For example <c>Exchange/15.00.0847.4040</c>. [MS-OXCMAPIHTTP] 2.2.3.3.7</summary>
    public static string ServerApplication(Version version) => $"Exchange/{version.Major:00}.{version.Minor:00}.{version.Build:0000}.{version.Revision:000}";

    private static string Milliseconds(TimeSpan span) => ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string Code(MapiHttpResponseCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    private static byte[] Page(MapiHttpResponseCode code) =>
        Encoding.UTF8.GetBytes($"<html><head><title>X-ResponseCode {(int)code}</title></head><body>{code}</body></html>\r\n");
}
