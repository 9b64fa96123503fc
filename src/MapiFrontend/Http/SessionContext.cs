using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcMapiHttp;

namespace Mapigate.MapiFrontend.Http;

/// <summary>
/// A Session Context of [MS-OXCMAPIHTTP] 3.2.1: what the context cookie stands for. At most one sequenced request runs in it; NotificationWait
/// runs beside that one. What it holds is disposed when it has ended and its last request is done.
/// </summary>
internal sealed class SessionContext(MapiEndpoint endpoint, AuthenticatedUser user, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private IAsyncDisposable? _session;
    private bool _busy;
    private bool _hasEnded;
    private bool _released;
    private int _requests;
    private long _lastUsed = time.GetTimestamp();

    /// <summary>Value of the context cookie.</summary>
    public string Id { get; } = SessionToken.New();

    /// <summary>Value of the sequence cookie that the next sequenced request must carry.</summary>
    public string Sequence { get; private set; } = SessionToken.New();

    public MapiEndpoint Endpoint { get; } = endpoint;

    public AuthenticatedUser User { get; } = user;

    /// <summary>Cancelled when the context ends: disconnected, expired, replaced, or the gateway stops.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Connect or Bind succeeded.</summary>
    public bool HasSession
    {
        get
        {
            lock (_lock)
                return _session is not null;
        }
    }

    /// <summary>How long nothing has happened in it; zero while a request runs.</summary>
    public TimeSpan Idle
    {
        get
        {
            lock (_lock)
                return _requests > 0 ? TimeSpan.Zero : time.GetElapsedTime(_lastUsed);
        }
    }

    /// <summary>What the endpoint keeps for the context.</summary>
    public T Session<T>()
        where T : class => _session as T ?? throw new InvalidOperationException($"The context holds no {typeof(T).Name}");

    /// <summary>Gives the context what it keeps; false where it has ended meanwhile, and the caller still owns the session.</summary>
    public bool TryAttach(IAsyncDisposable session)
    {
        lock (_lock)
        {
            if (_hasEnded)
                return false;
            _session = session;
            return true;
        }
    }

    /// <summary>Begins a request that is alone in the context; the sequence cookie changes with it.</summary>
    public MapiHttpResponseCode BeginSequenced(string sequence)
    {
        lock (_lock)
        {
            if (_hasEnded)
                return MapiHttpResponseCode.ContextNotFound;
            if (_busy || !SessionToken.AreEqual(sequence, Sequence))
                return MapiHttpResponseCode.InvalidSequence;
            _busy = true;
            _requests++;
            Sequence = SessionToken.New();
            return MapiHttpResponseCode.Success;
        }
    }

    /// <summary>Begins a request that runs beside others.</summary>
    public MapiHttpResponseCode BeginParallel()
    {
        lock (_lock)
        {
            if (_hasEnded)
                return MapiHttpResponseCode.ContextNotFound;
            _requests++;
            return MapiHttpResponseCode.Success;
        }
    }

    /// <summary>Ends a request; disposes what an ended context kept when this was the last.</summary>
    public async ValueTask CompleteAsync(bool sequenced)
    {
        bool release;
        lock (_lock)
        {
            if (sequenced)
                _busy = false;
            _requests--;
            _lastUsed = time.GetTimestamp();
            release = MayRelease();
        }

        if (release)
            await ReleaseAsync();
    }

    /// <summary>Ends the context; later requests do not find it, running ones are cancelled.</summary>
    public async ValueTask EndAsync()
    {
        bool release;
        lock (_lock)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            release = MayRelease();
        }

        await _ended.CancelAsync();
        if (release)
            await ReleaseAsync();
    }

    public void Dispose() => _ended.Dispose();

    private bool MayRelease()
    {
        if (!_hasEnded || _requests > 0 || _released)
            return false;
        _released = true;
        return true;
    }

    private async ValueTask ReleaseAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
    }
}
