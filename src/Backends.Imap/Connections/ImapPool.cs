namespace Mapigate.Backends.Imap.Connections;

/// <summary>
/// One user's connections: one that never has a folder selected and serves everybody, one that is kept for IDLE, and the others, each leased to one caller at a time, who
/// owns its selected folder.
/// </summary>
internal sealed class ImapPool : IAsyncDisposable
{
    private readonly ImapOptions _options;
    private readonly ImapOpener _opener;
    private readonly ControlConnection _control;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<Slot> _slots = [];
    private readonly LinkedList<TaskCompletionSource<Slot?>> _waiting = new();
    private readonly HashSet<Task> _closing = [];
    private readonly ITimer _sweeper;
    private readonly int _limit;
    private int _reserved;
    private int _idlers;
    private bool _isDisposed;

    public ImapPool(ImapOptions options, Func<CancellationToken, Task<ImapConnection>> open, TimeProvider time)
    {
        _options = options;
        _opener = new ImapOpener(open);
        _control = new ControlConnection(_opener, time);
        _time = time;
        _limit = Math.Max(options.PoolSize, 3) - 2;
        var period = options.IdleTimeout / 4;
        _sweeper = time.CreateTimer(static pool => ((ImapPool)pool!).Sweep(), this, period, period);
    }

    /// <summary>Opens the first connection, which proves the user.</summary>
    public async Task OpenFirstAsync(CancellationToken cancellationToken) => await _control.GetAsync(cancellationToken);

    /// <summary>Gives a connection to own: one that has the folder selected, else an unused one, else a new one, else the next that is returned.</summary>
    public async Task<ImapLease> RentAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<Slot?> waiter;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (BestIdle(path) is { } idle)
                {
                    return Lease(idle);
                }

                if (_slots.Count + _reserved < _limit)
                {
                    _reserved++;
                    waiter = null!;
                }
                else
                {
                    waiter = new TaskCompletionSource<Slot?>(TaskCreationOptions.RunContinuationsAsynchronously);
                    _waiting.AddLast(waiter);
                }
            }

            var slot = waiter is null ? await AddAsync(cancellationToken) : await WaitAsync(waiter, cancellationToken);
            if (slot is not null)
            {
                return new ImapLease(slot.Connection, () => Return(slot));
            }
        }
    }

    /// <summary>Gives the connection for commands that neither need nor change a selected folder; others use it at the same time.</summary>
    public ValueTask<ImapConnection> BorrowAsync(CancellationToken cancellationToken) => _control.GetAsync(cancellationToken);

    /// <summary>Leases of all unused connections that have a folder selected which is about to go.</summary>
    public IReadOnlyList<ImapLease> RentSelecting(Func<string, bool> isGoing)
    {
        lock (_gate)
        {
            return [.. _slots.Where(slot => !slot.IsRented && slot.Connection.Selected is { } selected && isGoing(selected.Path)).Select(Lease)];
        }
    }

    /// <summary>Takes the connection that is kept for IDLE; null while somebody has it. Dispose of it through <see cref="EndIdlerAsync"/>.</summary>
    public async Task<ImapConnection?> TryOpenIdlerAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _idlers, 1, 0) != 0)
        {
            return null;
        }

        try
        {
            return await _opener.OpenAsync(cancellationToken);
        }
        catch
        {
            Volatile.Write(ref _idlers, 0);
            throw;
        }
    }

    public async Task EndIdlerAsync(ImapConnection idler)
    {
        Volatile.Write(ref _idlers, 0);
        await idler.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        List<ImapConnection> connections;
        Task[] closing;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            connections = [.. _slots.Select(slot => slot.Connection)];
            _slots.Clear();
            closing = [.. _closing];
            foreach (var waiter in _waiting)
            {
                waiter.TrySetException(new ObjectDisposedException(nameof(ImapPool)));
            }

            _waiting.Clear();
        }

        await _sweeper.DisposeAsync();
        await Task.WhenAll([_control.DisposeAsync().AsTask(), .. connections.Select(connection => connection.DisposeAsync().AsTask()), .. closing]);
        _opener.Dispose();
    }

    private Slot? BestIdle(string path)
    {
        var idle = _slots.Where(slot => !slot.IsRented && !slot.Connection.IsBroken).ToList();
        return idle.Find(slot => slot.Connection.Selected?.Path == path)
            ?? idle.Find(slot => slot.Connection.Selected is null)
            ?? idle.MinBy(slot => slot.QuietSince);
    }

    /// <summary>To be called under the gate.</summary>
    private ImapLease Lease(Slot slot)
    {
        slot.IsRented = true;
        return new ImapLease(slot.Connection, () => Return(slot));
    }

    private async Task<Slot?> AddAsync(CancellationToken cancellationToken)
    {
        try
        {
            var slot = new Slot(await _opener.OpenAsync(cancellationToken)) { IsRented = true };
            slot.Connection.OnQuiet = _ => OnQuiet(slot);
            bool isDisposed;
            lock (_gate)
            {
                _reserved--;
                isDisposed = _isDisposed;
                if (!isDisposed)
                {
                    _slots.Add(slot);
                }
            }

            if (isDisposed)
            {
                await slot.Connection.DisposeAsync();
            }

            // It may have broken before anybody listened.
            if (slot.Connection.IsBroken)
            {
                OnQuiet(slot);
            }

            return isDisposed ? throw new ObjectDisposedException(nameof(ImapPool)) : slot;
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            lock (_gate)
            {
                _reserved--;
                WakeOne();
            }

            throw;
        }
    }

    private async Task<Slot?> WaitAsync(TaskCompletionSource<Slot?> waiter, CancellationToken cancellationToken)
    {
        try
        {
            return await waiter.Task.WaitAsync(_options.CommandTimeout, _time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                _waiting.Remove(waiter);
                if (!waiter.TrySetCanceled(CancellationToken.None) && waiter.Task is { IsCompletedSuccessfully: true } given && given.GetAwaiter().GetResult() is { } slot)
                {
                    Release(slot);
                }
            }

            throw e is TimeoutException
                ? new BackendException(BackendError.Timeout, $"All {_limit} IMAP connections of the user are in use.", e)
                : e;
        }
    }

    private void Return(Slot slot)
    {
        lock (_gate)
        {
            if (slot.Connection.IsBroken)
            {
                Remove(slot);
            }
            else if (slot.Connection.InFlight > 0)
            {
                // Answers that nobody waits for are still to come.
                slot.IsDraining = true;
            }
            else
            {
                Release(slot);
            }
        }
    }

    private void OnQuiet(Slot slot)
    {
        lock (_gate)
        {
            if (slot.Connection.IsBroken)
            {
                Remove(slot);
            }
            else if (slot.IsDraining)
            {
                Release(slot);
            }
        }
    }

    private void Release(Slot slot)
    {
        slot.IsDraining = false;
        slot.QuietSince = _time.GetTimestamp();
        if (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            slot.IsRented = true;
            first.Value.TrySetResult(slot);
        }
        else
        {
            slot.IsRented = false;
        }
    }

    private void Remove(Slot slot)
    {
        if (_slots.Remove(slot))
        {
            Close(slot);
            WakeOne();
        }
    }

    /// <summary>There is room again: whoever waits longest may open a connection.</summary>
    private void WakeOne()
    {
        if (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            first.Value.TrySetResult(null);
        }
    }

    private void Close(Slot slot) => Track(() => slot.Connection.DisposeAsync().AsTask());

    /// <summary>Runs what nobody waits for until the pool is disposed of.</summary>
    private void Track(Func<Task> close)
    {
        _closing.RemoveWhere(task => task.IsCompleted);
        _closing.Add(Task.Run(close));
    }

    private void Sweep()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            Track(() => _control.CloseIdleAsync(_options.IdleTimeout));
            foreach (var slot in _slots.Where(slot => !slot.IsRented && slot.Connection.InFlight == 0 && _time.GetElapsedTime(slot.QuietSince) >= _options.IdleTimeout).ToList())
            {
                _slots.Remove(slot);
                Close(slot);
            }
        }
    }

    private sealed class Slot(ImapConnection connection)
    {
        public ImapConnection Connection { get; } = connection;

        public bool IsRented { get; set; }

        /// <summary>Returned while answers were outstanding.</summary>
        public bool IsDraining { get; set; }

        public long QuietSince { get; set; }
    }
}
