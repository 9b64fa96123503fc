namespace Mapigate.Backends.Imap.Connections;

/// <summary>
/// The connection on which no folder is ever selected. It serves all callers at once with what needs none (STATUS, LIST, CREATE): no long answer holds it up, and the server
/// looks at the folder itself, where for a selected folder it would answer from a view that may be out of date or of a folder deleted since.
/// </summary>
internal sealed class ControlConnection(ImapOpener opener, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ImapConnection? _connection;
    private long _lastUse;
    private bool _isDisposed;

    public async ValueTask<ImapConnection> GetAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _lastUse, time.GetTimestamp());
        if (Volatile.Read(ref _connection) is { IsBroken: false } open)
        {
            return open;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection is { IsBroken: false } opened)
            {
                return opened;
            }

            if (_connection is { } broken)
            {
                _connection = null;
                await broken.DisposeAsync();
            }

            return _connection = await opener.OpenAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Logs out if nobody has used the connection for so long.</summary>
    public async Task CloseIdleAsync(TimeSpan idle)
    {
        await _gate.WaitAsync();
        try
        {
            if (_connection is { InFlight: 0 } connection && time.GetElapsedTime(Volatile.Read(ref _lastUse)) >= idle)
            {
                _connection = null;
                await connection.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _isDisposed = true;
            if (_connection is { } connection)
            {
                _connection = null;
                await connection.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
