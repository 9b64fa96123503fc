namespace Mapigate.Backends.Imap.Connections;

/// <summary>
/// Notices that the server is silent although it owes an answer. Activity is one write to a field; the timer looks at it when the time could be over, so that neither commands nor
/// reads set timers.
/// </summary>
internal sealed class InactivityTimer : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly Func<bool> _isAnswerOwed;
    private readonly Action _onSilence;
    private readonly ITimer _timer;
    private long _lastActivity;
    private int _isArmed;
    private int _pauses;

    public InactivityTimer(TimeSpan limit, TimeProvider time, Func<bool> isAnswerOwed, Action onSilence)
    {
        _limit = limit;
        _time = time;
        _isAnswerOwed = isAnswerOwed;
        _onSilence = onSilence;
        _timer = time.CreateTimer(static state => ((InactivityTimer)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on an answer is owed.</summary>
    public void Expect()
    {
        Touch();
        if (Interlocked.Exchange(ref _isArmed, 1) == 0)
        {
            _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        }
    }

    public void Touch() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    /// <summary>The server waits for us: its silence is not its fault.</summary>
    public void Pause() => Interlocked.Increment(ref _pauses);

    public void Resume()
    {
        Touch();
        Interlocked.Decrement(ref _pauses);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Volatile.Read(ref _pauses) > 0)
        {
            Touch();
        }

        Volatile.Write(ref _isArmed, 0);
        if (!_isAnswerOwed())
        {
            return;
        }

        var left = _limit - _time.GetElapsedTime(Volatile.Read(ref _lastActivity));
        if (left <= TimeSpan.Zero)
        {
            _onSilence();
        }
        else if (Interlocked.Exchange(ref _isArmed, 1) == 0)
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}
