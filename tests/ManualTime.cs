namespace Mapigate.Tests;

/// <summary>A clock that moves when the test says so, and tells when somebody waits for it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly Dictionary<TimeSpan, int> _started = [];
    private readonly SemaphoreSlim _created = new(0);
    private DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        Timer[] due;
        lock (_lock)
        {
            _now += span;
            due = [.. _timers.Where(t => t.Due <= _now)];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Waits until a timer of that length runs.</summary>
    public Task UntilTimerAsync(TimeSpan length) => UntilTimersAsync(length, 1);

    /// <summary>Waits until so many timers of that length have been started altogether, and one of them runs.</summary>
    public async Task UntilTimersAsync(TimeSpan length, int started)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_started.GetValueOrDefault(length) >= started && _timers.Any(t => t.Length == length))
                    return;
            }

            Assert.True(await _created.WaitAsync(TimeSpan.FromSeconds(10)), $"No timer of {length} was started");
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Length { get; private set; }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (Length, Due, _period) = (dueTime, time._now + dueTime, period);
                time._timers.Add(this);
                time._started[dueTime] = time._started.GetValueOrDefault(dueTime) + 1;
            }

            time._created.Release();
            return true;
        }

        public void Fire()
        {
            lock (time._lock)
            {
                if (!time._timers.Remove(this))
                    return;
                if (_period > TimeSpan.Zero)
                {
                    (Length, Due) = (_period, time._now + _period);
                    time._timers.Add(this);
                }
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
