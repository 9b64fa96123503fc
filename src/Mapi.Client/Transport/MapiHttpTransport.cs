using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>
/// Sends requests to one endpoint and keeps the cookies of one session context. The caller keeps the rule of one request at a time;
/// NotificationWait and PING alone may run beside another. [MS-OXCMAPIHTTP] 3.1.5
/// </summary>
/// <param name="http">From <see cref="HttpConnections.Create"/>; not disposed here.</param>
/// <param name="endpoint">The address that Autodiscover named.</param>
/// <param name="options">Limits and the client's version.</param>
public sealed class MapiHttpTransport(HttpClient http, Uri endpoint, ClientOptions options)
{
    private static readonly MediaTypeHeaderValue MapiContent = new(MapiHttpHeaders.ContentType);

    private readonly string _requestGuid = Guid.NewGuid().ToString("B").ToUpperInvariant();
    private readonly string _clientGuid = Guid.NewGuid().ToString("B").ToUpperInvariant();
    private readonly SessionCookies _cookies = new();
    private int _requests;

    public Uri Endpoint => endpoint;

    /// <summary>Forgets the session context, so that the next Connect or Bind begins without one.</summary>
    public void ForgetSession() => _cookies.Clear();

    /// <summary>Sends a typed request and reads the typed response.</summary>
    /// <exception cref="MapiTransportException">No MAPI answer came, or its StatusCode is not zero.</exception>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(MapiHttpRequest type, TRequest request, CancellationToken cancellation)
        where TRequest : IMapiHttpBody<TRequest>
        where TResponse : IMapiHttpBody<TResponse>
    {
        using var writer = new WireWriter();
        request.Write(writer);
        var reply = await SendAsync(type, writer.WrittenMemory, cancellation).ConfigureAwait(false);
        return Read<TResponse>(type, reply.Body);
    }

    /// <summary>Sends a request and reads its response to the end; PENDING keeps the wait alive.</summary>
    /// <exception cref="MapiTransportException">No MAPI answer came.</exception>
    public async Task<MapiHttpReply> SendAsync(MapiHttpRequest type, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var deadline = new SilenceDeadline(options.SilenceTimeout, options.TimeProvider, cancellation);
        try
        {
            using var message = Message(type, body);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            RefuseStatus(response);
            return await ReadReplyAsync(type, response, deadline).ConfigureAwait(false);
        }
        catch (WireFormatException e)
        {
            throw new MapiTransportException($"{type.HeaderValue()}: {endpoint.Host} answered with what is no MAPI/HTTP response: {e.Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            throw new MapiTransportException($"No connection to {endpoint.Authority}: {Innermost(e)}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new MapiTransportException($"{type.HeaderValue()}: {endpoint.Authority} has been silent for {deadline.Period.TotalSeconds:0} s", e);
        }
    }

    private static TResponse Read<TResponse>(MapiHttpRequest type, byte[] body)
        where TResponse : IMapiHttpBody<TResponse>
    {
        try
        {
            if (FailureResponse.Find(body) is { } failure)
                throw new MapiTransportException($"{type.HeaderValue()} failed with StatusCode 0x{failure.StatusCode:X8}");
            var reader = new WireReader(body);
            return TResponse.Read(ref reader);
        }
        catch (WireFormatException e)
        {
            // The ErrorCode stands first in every body; some servers end the body of a failed operation there.
            if (ErrorCodeOf(body) is { } code && code != 0)
                throw new MapiException(type.HeaderValue(), code);
            throw new MapiTransportException($"{type.HeaderValue()}: the response body is malformed: {e.Message}", e);
        }
    }

    private static ErrorCode? ErrorCodeOf(byte[] body) =>
        body.Length >= 8 ? (ErrorCode)BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(4)) : null;

    private static string Innermost(Exception e) => e.InnerException is AuthenticationException or SocketException ? e.InnerException.Message : e.Message;

    private HttpRequestMessage Message(MapiHttpRequest type, ReadOnlyMemory<byte> body)
    {
        var number = Interlocked.Increment(ref _requests);
        var message = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        message.Content.Headers.ContentType = MapiContent;
        message.Headers.Add(MapiHttpHeaders.RequestType, type.HeaderValue());
        message.Headers.Add(MapiHttpHeaders.RequestId, $"{_requestGuid}:{number}");
        message.Headers.Add(MapiHttpHeaders.ClientInfo, $"{_clientGuid}:{number}");
        message.Headers.Add(MapiHttpHeaders.ClientApplication, options.ClientApplication);
        if (_cookies.Header is { } cookies)
            message.Headers.Add("Cookie", cookies);
        return message;
    }

    private void RefuseStatus(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return;
            case HttpStatusCode.Unauthorized:
                throw new MapiTransportException($"{endpoint.Host} refused the user name or password", response.StatusCode);
            case HttpStatusCode.ServiceUnavailable:
                throw new MapiTransportException($"{endpoint.Host} is not available now", response.StatusCode);
            default:
                throw new MapiTransportException($"{endpoint.Host} answered with HTTP status {(int)response.StatusCode}", response.StatusCode);
        }
    }

    private async Task<MapiHttpReply> ReadReplyAsync(MapiHttpRequest type, HttpResponseMessage response, SilenceDeadline deadline)
    {
        if (response.Headers.TryGetValues(MapiHttpHeaders.PendingPeriod, out var periods) && uint.TryParse(periods.First(), out var period))
            deadline.Announce(TimeSpan.FromMilliseconds(period));

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name] = values.ToString();
        RefuseCode(type, headers);

        // Only an accepted request's cookies belong to the session; those of a wait are older than what ran beside it.
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            _cookies.Take(cookies, onlyNew: type is MapiHttpRequest.NotificationWait or MapiHttpRequest.PING);

        var stream = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var reply = await ResponseStream.ReadAsync(stream, headers, options.MaxResponse, mayBeEmpty: type == MapiHttpRequest.PING, deadline).ConfigureAwait(false);
            RefuseCode(type, reply.Headers);
            return reply;
        }
    }

    private static void RefuseCode(MapiHttpRequest type, IReadOnlyDictionary<string, string> headers)
    {
        if (!headers.TryGetValue(MapiHttpHeaders.ResponseCode, out var text))
            throw new MapiTransportException($"{type.HeaderValue()}: the response has no {MapiHttpHeaders.ResponseCode} header; this is no MAPI/HTTP endpoint");
        if (!int.TryParse(text, out var number))
            throw new MapiTransportException($"{type.HeaderValue()}: {MapiHttpHeaders.ResponseCode} is no number");
        if (number != 0)
            throw new MapiTransportException($"{type.HeaderValue()} was refused: {(MapiHttpResponseCode)number} ({MapiHttpHeaders.ResponseCode} {number})", (MapiHttpResponseCode)number);
    }
}
