using System.Diagnostics.CodeAnalysis;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>Notifications that wait for a client to fetch them with an Execute request. [MS-OXCNOTIF] 3.1.4.3</summary>
/// <param name="limit">Most that wait; beyond it the oldest goes.</param>
/// <param name="time">Measures waits.</param>
internal sealed class NotificationQueue(int limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<QueuedNotification> _waiting = new();
    private readonly HashSet<INotificationSource> _sources = [];
    private TaskCompletionSource<bool>? _waiter;

    public void Enqueue(QueuedNotification notification)
    {
        lock (_lock)
        {
            if (_waiting.Count >= limit)
                _waiting.Dequeue();
            _waiting.Enqueue(notification);
            Wake();
        }
    }

    /// <summary>Says that a source has something to tell; it is asked when the client fetches.</summary>
    public void Announce(INotificationSource source)
    {
        lock (_lock)
        {
            _sources.Add(source);
            Wake();
        }
    }

    /// <summary>Looks at the oldest without taking it.</summary>
    public bool TryPeek([NotNullWhen(true)] out QueuedNotification? notification)
    {
        while (true)
        {
            INotificationSource source;
            lock (_lock)
            {
                if (_waiting.TryPeek(out notification))
                    return true;
                if (_sources.Count == 0)
                    return false;
                source = _sources.First();
                _sources.Remove(source);
            }

            foreach (var found in source.TakeNotifications())
                Enqueue(new QueuedNotification(found));
        }
    }

    /// <summary>Takes the notification that <see cref="TryPeek"/> gave, unless it has been dropped meanwhile.</summary>
    public void Take(QueuedNotification notification)
    {
        lock (_lock)
        {
            if (_waiting.TryPeek(out var oldest) && ReferenceEquals(oldest, notification))
                _waiting.Dequeue();
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
            if (_waiting.Count > 0 || _sources.Count > 0)
                return true;
            _waiter?.TrySetResult(false);
            _waiter = waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using var timer = time.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), waiter, longest, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return await waiter.Task;
    }

    private void Wake()
    {
        _waiter?.TrySetResult(true);
        _waiter = null;
    }
}
