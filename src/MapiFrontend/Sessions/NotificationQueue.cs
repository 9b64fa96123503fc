namespace Mapigate.MapiFrontend.Sessions;

/// <summary>Notifications that wait for a client to fetch them by an Execute request. [MS-OXCNOTIF] 3.1.4.3</summary>
/// <param name="limit">Most that wait; beyond it the oldest goes.</param>
/// <param name="time">Measures waits.</param>
internal sealed class NotificationQueue(int limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<object> _waiting = new();
    private TaskCompletionSource<bool>? _waiter;

    public bool HasAny
    {
        get
        {
            lock (_lock)
                return _waiting.Count > 0;
        }
    }

    public void Enqueue(object notification)
    {
        lock (_lock)
        {
            if (_waiting.Count >= limit)
                _waiting.Dequeue();
            _waiting.Enqueue(notification);
            _waiter?.TrySetResult(true);
            _waiter = null;
        }
    }

    /// <summary>Waits until something is queued; true at once where something is. A later wait ends an earlier one with false.</summary>
    /// <param name="longest">After this time the answer is false.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> waiter;
        lock (_lock)
        {
            if (_waiting.Count > 0)
                return true;
            _waiter?.TrySetResult(false);
            _waiter = waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using var timer = time.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), waiter, longest, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return await waiter.Task;
    }
}
