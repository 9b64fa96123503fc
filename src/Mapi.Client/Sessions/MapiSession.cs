using System.Collections.Concurrent;
using System.Text;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Sessions;

/// <summary>A session with a mailbox server: remote operations one batch after another, and notifications beside them. [MS-OXCMAPIHTTP] 3.1.5</summary>
public sealed class MapiSession : IAsyncDisposable
{
    /// <summary>Code page of 8-bit strings.</summary>
    public const uint CodePage = 1252;

    private const uint Locale = 0x0409;

    private readonly MapiHttpTransport _transport;
    private readonly string _userDn;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentQueue<ServerObject> _released = new();
    private readonly ConcurrentDictionary<uint, Subscription> _subscriptions = new();
    private int _generation;
    private int _logons;
    private bool _connected;

    private MapiSession(MapiHttpTransport transport, string userDn)
    {
        _transport = transport;
        _userDn = userDn;
    }

    /// <summary>The user, as the server calls him.</summary>
    public string DisplayName { get; private set; } = string.Empty;

    /// <summary>What distinguished names of recipients begin with on this server.</summary>
    public string DnPrefix { get; private set; } = string.Empty;

    /// <summary>The server's version as it last told.</summary>
    public string? ServerApplication { get; private set; }

    /// <summary>Grows with each session context; objects of an earlier one are gone.</summary>
    public int Generation => Volatile.Read(ref _generation);

    internal static Encoding String8 { get; } = StringEncodings.Of(CodePage);

    /// <summary>Begins a session. [MS-OXCMAPIHTTP] 3.1.5.1</summary>
    /// <param name="transport">For this session alone.</param>
    /// <param name="userDn">The user's distinguished name, from Autodiscover.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<MapiSession> ConnectAsync(MapiHttpTransport transport, string userDn, CancellationToken cancellation)
    {
        var session = new MapiSession(transport, userDn);
        await session.ReconnectAsync(cancellation).ConfigureAwait(false);
        return session;
    }

    /// <summary>Begins a new session context in place of the old one, whose objects are gone. [MS-OXCMAPIHTTP] 3.1.5.7</summary>
    public async Task ReconnectAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var request = new ConnectRequest(_userDn, 0, CodePage, Locale, Locale, []);
            ConnectResponse response;
            try
            {
                response = await _transport.SendAsync<ConnectRequest, ConnectResponse>(MapiHttpRequest.Connect, request, cancellation).ConfigureAwait(false);
            }
            catch (MapiTransportException e) when (e.IsSessionLost)
            {
                // The old context's cookies were refused; one more attempt without them.
                _transport.ForgetSession();
                response = await _transport.SendAsync<ConnectRequest, ConnectResponse>(MapiHttpRequest.Connect, request, cancellation).ConfigureAwait(false);
            }

            if (response.ErrorCode != ErrorCode.Success)
                throw new MapiException(nameof(MapiHttpRequest.Connect), response.ErrorCode);
            DisplayName = response.DisplayName;
            DnPrefix = response.DnPrefix;
            _released.Clear();
            _subscriptions.Clear();
            Interlocked.Increment(ref _generation);
            Volatile.Write(ref _logons, 0);
            _connected = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An identifier for a further logon of this session. [MS-OXCSTOR] 2.2.1.1.1</summary>
    public byte NextLogonId() => checked((byte)(Interlocked.Increment(ref _logons) - 1));

    /// <summary>Has a batch done. That an operation failed is told by its call, not here.</summary>
    /// <exception cref="MapiException">The server refused the batch as a whole.</exception>
    /// <exception cref="MapiTransportException">No answer came.</exception>
    public async Task ExecuteAsync(RopBatch batch, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var run = new BatchRun(batch, Releases());
            do
            {
                await SendAsync(run, cancellation).ConfigureAwait(false);
            }
            while (!run.IsDone);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Does one operation on one object.</summary>
    /// <exception cref="MapiException">The operation failed.</exception>
    public async Task<TResponse> ExecuteAsync<TRequest, TResponse>(ServerObject instance, TRequest request, CancellationToken cancellation)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse>
    {
        var batch = new RopBatch();
        var call = batch.Add<TRequest, TResponse>(instance.LogonId, batch.Input(instance), request);
        await ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return call.Response;
    }

    /// <summary>Does one operation whose response is the return value alone.</summary>
    /// <exception cref="MapiException">The operation failed.</exception>
    public Task ExecuteAsync<TRequest>(ServerObject instance, TRequest request, CancellationToken cancellation)
        where TRequest : struct, IRopRequest<TRequest> => ExecuteAsync<TRequest, RopEmptyResponse>(instance, request, cancellation);

    /// <summary>Waits until the server has notifications, at most about five minutes; true where it has. They come with the next batch. [MS-OXCMAPIHTTP] 3.1.5.5</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        var response = await _transport.SendAsync<NotificationWaitRequest, NotificationWaitResponse>(
            MapiHttpRequest.NotificationWait, new NotificationWaitRequest(0, []), cancellation).ConfigureAwait(false);
        return response.ErrorCode == ErrorCode.Success
            ? response.EventPending
            : throw new MapiException(nameof(MapiHttpRequest.NotificationWait), response.ErrorCode);
    }

    /// <summary>Asks whether the endpoint is there. [MS-OXCMAPIHTTP] 2.2.6</summary>
    public Task PingAsync(CancellationToken cancellation) => _transport.SendAsync(MapiHttpRequest.PING, Array.Empty<byte>(), cancellation);

    /// <summary>Ends the session. [MS-OXCMAPIHTTP] 3.1.5.4</summary>
    public async Task DisconnectAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_connected)
                return;
            _connected = false;
            await _transport.SendAsync<DisconnectRequest, DisconnectResponse>(MapiHttpRequest.Disconnect, new DisconnectRequest([]), cancellation).ConfigureAwait(false);
            _transport.ForgetSession();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MapiTransportException or MapiException)
        {
            // The server ends a session without Disconnect when it expires.
        }

        _gate.Dispose();
    }

    internal void Release(ServerObject instance)
    {
        _subscriptions.TryRemove(instance.Handle, out _);
        if (instance.Generation == Generation && instance.Handle != RopBuffer.NoHandle)
            _released.Enqueue(instance);
    }

    /// <summary>Sends notifications for an object to a subscription.</summary>
    internal void Listen(Subscription subscription) => _subscriptions[subscription.Handle] = subscription;

    private List<ServerObject> Releases()
    {
        var releases = new List<ServerObject>();
        while (releases.Count < BatchRun.MaxReleases && _released.TryDequeue(out var instance))
        {
            if (instance.Generation == Generation)
                releases.Add(instance);
        }

        return releases;
    }

    private async Task SendAsync(BatchRun run, CancellationToken cancellation)
    {
        var request = run.NextRequest();
        var response = await _transport.SendAsync<ExecuteRequest, ExecuteResponse>(MapiHttpRequest.Execute, request, cancellation).ConfigureAwait(false);
        if (response.ErrorCode != ErrorCode.Success)
            throw new MapiException(nameof(MapiHttpRequest.Execute), response.ErrorCode);
        try
        {
            foreach (var notification in run.Take(response.RopBuffer))
                Deliver(notification);
        }
        catch (WireFormatException e)
        {
            throw new MapiTransportException($"Execute: the response buffer is malformed: {e.Message}", e);
        }
    }

    private void Deliver(RopNotify notification)
    {
        if (_subscriptions.TryGetValue(notification.NotificationHandle, out var subscription))
            subscription.Deliver(notification);
    }
}
