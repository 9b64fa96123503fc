using System.Buffers;
using System.Net;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Http;

/// <summary>
/// MAPI over HTTP, [MS-OXCMAPIHTTP], for both endpoints.
/// <code>
/// 1 stopping?  2 who?  3 path  4 verb and headers  5 size  6 context cookie
///                                                        |
/// 9 answer  &lt;-  8 run, with keep-alives  &lt;-  7 body, sequence cookie
/// </code>
/// Everything up to step 7 refuses without having done anything: the session and the client's cookies stay as they were.
/// </summary>
internal sealed partial class MapiHttpTransport(
    MapiFrontendOptions options,
    SessionContexts contexts,
    BasicAuthentication authentication,
    MapiHttpOperations operations,
    MapiMetrics metrics,
    TimeProvider time,
    ILogger<MapiHttpTransport> logger)
{
    /// <summary>Answers one request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="endpoint">The endpoint; null for any other path below <c>/mapi/</c>.</param>
    public async Task HandleAsync(HttpContext http, MapiEndpoint? endpoint)
    {
        var reply = new MapiHttpReply(http, options, time);
        using var scope = Log.Request(logger, MapiHttpHead.Echo(http.Request.Headers[MapiHttpHeaders.RequestId]) ?? http.TraceIdentifier);
        var code = MapiHttpResponseCode.UnknownFailure;
        try
        {
            code = await AnswerAsync(http, endpoint, reply);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            Log.ClientGone(logger);
        }
        catch (BadHttpRequestException e)
        {
            Log.BadHttp(logger, e.Message);
            throw;
        }
        finally
        {
            var type = MapiHttpRequests.TryParse(http.Request.Headers[MapiHttpHeaders.RequestType], out var known) ? known.HeaderValue() : "other";
            metrics.RequestEnded(type, (int)code, reply.Elapsed);
            Log.Answered(logger, type, code, reply.Elapsed.TotalMilliseconds);
        }
    }

    private async Task<MapiHttpResponseCode> AnswerAsync(HttpContext http, MapiEndpoint? endpoint, MapiHttpReply reply)
    {
        // 1. A gateway that stops begins nothing.
        if (contexts.IsStopping)
            return await RefuseAsync(reply, MapiHttpResponseCode.EndpointShuttingDown, status: HttpStatusCode.ServiceUnavailable);

        // 2. "All requests MUST be authenticated prior to being processed" (2.2.2).
        Mailbox? mailbox;
        try
        {
            mailbox = await authentication.AuthenticateAsync(http.Request, http.RequestAborted);
        }
        catch (BackendException e)
        {
            Log.BackendDown(logger, e.Error, e.Message);
            return await RefuseAsync(reply, MapiHttpResponseCode.UnknownFailure, status: HttpStatusCode.ServiceUnavailable);
        }

        if (mailbox is null)
        {
            BasicAuthentication.Challenge(http.Response);
            return await RefuseAsync(reply, MapiHttpResponseCode.AnonymousNotAllowed, status: HttpStatusCode.Unauthorized);
        }

        // 3. Path.
        if (endpoint is not { } where)
            return await RefuseAsync(reply, MapiHttpResponseCode.InvalidPath);

        // 4. Verb and headers.
        if (MapiHttpHead.TryRead(http.Request, where, out var failure) is not { } head)
            return await RefuseAsync(reply, failure);

        // 5. Size, as far as it is announced.
        if (http.Request.ContentLength > options.MaxRequestBodySize)
            return await RefuseAsync(reply, MapiHttpResponseCode.TooLarge);

        // 6. The context.
        var context = FindContext(head, where, mailbox.User, out failure);
        if (failure != MapiHttpResponseCode.Success)
            return await RefuseAsync(reply, failure);

        // 7. The body, whole, before the sequence cookie is used up: a client whose connection broke while it sent may send again (3.1.5.6).
        var body = ArrayPool<byte>.Shared.Rent((int)(http.Request.ContentLength ?? options.MaxRequestBodySize) + 1);
        try
        {
            var length = await ReadBodyAsync(http.Request, body);
            if (length < 0)
                return await RefuseAsync(reply, MapiHttpResponseCode.TooLarge, context);
            PreparedCall prepared;
            try
            {
                prepared = operations[head.Type].Read(body.AsSpan(0, length));
            }
            catch (WireFormatException e)
            {
                Log.InvalidBody(logger, head.Type, e.Message);
                return await RefuseAsync(reply, MapiHttpResponseCode.InvalidRequestBody, context);
            }

            return await RunAsync(http, reply, head, where, mailbox, context, prepared);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>Finds the context that the cookie names. Connect, Bind and PING do without one. [MS-OXCMAPIHTTP] 3.2.5.1 and 3.2.5.6</summary>
    private SessionContext? FindContext(MapiHttpHead head, MapiEndpoint endpoint, AuthenticatedUser user, out MapiHttpResponseCode failure)
    {
        failure = MapiHttpResponseCode.Success;
        var cookie = head.Cookies.Context;
        var isNew = head.Type is MapiHttpRequest.Connect or MapiHttpRequest.Bind;
        if (cookie is null)
        {
            if (!isNew && head.Type != MapiHttpRequest.PING)
                failure = MapiHttpResponseCode.MissingCookie;
            return null;
        }

        var context = contexts.Find(cookie, endpoint, user);
        if (isNew)
            return context;
        if (context is null)
            failure = SessionToken.IsWellFormed(cookie) ? MapiHttpResponseCode.ContextNotFound : MapiHttpResponseCode.InvalidContextCookie;
        else if (IsSequenced(head.Type) && head.Cookies.Sequence is null)
            failure = MapiHttpResponseCode.MissingCookie;
        return context;
    }

    private async Task<MapiHttpResponseCode> RunAsync(
        HttpContext http, MapiHttpReply reply, MapiHttpHead head, MapiEndpoint endpoint, Mailbox mailbox, SessionContext? context, PreparedCall prepared)
    {
        var sequenced = IsSequenced(head.Type);
        if (head.Type is MapiHttpRequest.Connect or MapiHttpRequest.Bind)
        {
            // A Connect with the cookies of a living context replaces it (3.2.5.6).
            if (context is not null)
                await contexts.EndAsync(context);
            context = await contexts.CreateAsync(endpoint, mailbox.User);
            sequenced = true;
        }
        else if (context is not null)
        {
            var begun = sequenced ? context.BeginSequenced(head.Cookies.Sequence!) : context.BeginParallel();
            if (begun != MapiHttpResponseCode.Success)
                return await RefuseAsync(reply, begun, begun == MapiHttpResponseCode.InvalidSequence ? context : null);
        }

        try
        {
            return await RunAsync(http, reply, head, mailbox, context, prepared);
        }
        finally
        {
            if (context is not null)
            {
                await context.CompleteAsync(sequenced);
                if (head.Type is MapiHttpRequest.Disconnect or MapiHttpRequest.Unbind || !context.HasSession)
                    await contexts.EndAsync(context);
            }
        }
    }

    private async Task<MapiHttpResponseCode> RunAsync(
        HttpContext http, MapiHttpReply reply, MapiHttpHead head, Mailbox mailbox, SessionContext? context, PreparedCall prepared)
    {
        // 8. The operation ends with its context; when only the client goes, what has begun may end.
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context?.Ended ?? CancellationToken.None);
        await using var gone = http.RequestAborted.Register(
            static state =>
            {
                var (source, grace) = ((CancellationTokenSource, TimeSpan))state!;
                source.CancelAfter(grace);
            },
            (cancellation, options.AbortGrace));
        reply.Begin(context);
        var work = prepared(new MapiHttpCall(context, mailbox, head.Client, http.RequestAborted), cancellation.Token);
        await KeepAliveAsync(work, reply, http.RequestAborted);

        // 9. The answer. The work is awaited even when nobody reads on: until then the context is in use.
        var code = MapiHttpResponseCode.Success;
        try
        {
            using var writer = new WireWriter(4096);
            (await work)(writer);
            await reply.FinishAsync(writer.WrittenMemory);
            return code;
        }
        catch (OperationCanceledException) when (context is { Ended.IsCancellationRequested: true })
        {
            code = contexts.IsStopping ? MapiHttpResponseCode.EndpointShuttingDown : MapiHttpResponseCode.ContextNotFound;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Log.Failed(logger, head.Type, e);
            code = MapiHttpResponseCode.UnknownFailure;
        }

        await reply.FailAsync(code, context);
        return code;
    }

    /// <summary>Sends PROCESSING when the answer takes a while, then PENDING before each announced period ends. [MS-OXCMAPIHTTP] 3.2.5.2</summary>
    private async Task KeepAliveAsync(Task work, MapiHttpReply reply, CancellationToken clientGone)
    {
        if (await EndsWithinAsync(work, options.QuickAnswer))
            return;
        var interval = options.PendingPeriod - TimeSpan.FromTicks(Math.Min(options.PendingPeriod.Ticks / 10, TimeSpan.TicksPerSecond));
        try
        {
            await reply.FlushAsync();
            while (!await EndsWithinAsync(work, interval))
                await reply.SendPendingAsync();
        }
        catch (Exception e) when (clientGone.IsCancellationRequested && e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            await Task.WhenAny(work);
        }
    }

    private async Task<bool> EndsWithinAsync(Task work, TimeSpan delay)
    {
        if (work.IsCompleted)
            return true;
        using var timer = new CancellationTokenSource();
        var first = await Task.WhenAny(work, Task.Delay(delay, time, timer.Token));
        await timer.CancelAsync();
        return first == work;
    }

    /// <summary>Reads the body to its end.</summary>
    /// <returns>Its length; -1 where it is larger than allowed.</returns>
    private async Task<int> ReadBodyAsync(HttpRequest request, byte[] buffer)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted);
            if (read == 0)
                return length <= options.MaxRequestBodySize ? length : -1;
            length += read;
        }

        return -1;
    }

    /// <summary>Requests that run alone in their context and take the sequence cookie on. [MS-OXCMAPIHTTP] 3.1.5.5, 3.2.5.3</summary>
    private static bool IsSequenced(MapiHttpRequest type) =>
        type is not (MapiHttpRequest.PING or MapiHttpRequest.Disconnect or MapiHttpRequest.Unbind or MapiHttpRequest.NotificationWait or MapiHttpRequest.Connect or MapiHttpRequest.Bind);

    private static async Task<MapiHttpResponseCode> RefuseAsync(
        MapiHttpReply reply, MapiHttpResponseCode code, SessionContext? context = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        await reply.RefuseAsync(code, context, status);
        return code;
    }

    private static partial class Log
    {
        /// <summary>Everything that is logged for one request carries its X-RequestId.</summary>
        public static readonly Func<ILogger, string, IDisposable?> Request = LoggerMessage.DefineScope<string>("{RequestId}");

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Type} ended with {Code} after {Elapsed:0.0} ms")]
        public static partial void Answered(ILogger logger, string type, MapiHttpResponseCode code, double elapsed);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The client has gone")]
        public static partial void ClientGone(ILogger logger);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Not HTTP: {Reason}")]
        public static partial void BadHttp(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A backend does not let users in ({Error}): {Reason}")]
        public static partial void BackendDown(ILogger logger, BackendError error, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The body of {Type} cannot be read: {Reason}")]
        public static partial void InvalidBody(ILogger logger, MapiHttpRequest type, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Type} failed")]
        public static partial void Failed(ILogger logger, MapiHttpRequest type, Exception exception);
    }
}
