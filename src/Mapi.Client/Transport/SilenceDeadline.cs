namespace Mapigate.Mapi.Client.Transport;

/// <summary>Cancels a request when nothing has come for a while; whatever comes begins the while anew.</summary>
internal sealed class SilenceDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public SilenceDeadline(TimeSpan period, TimeProvider time, CancellationToken cancellation)
    {
        Period = period;
        _timer = new CancellationTokenSource(period, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellation);
    }

    public TimeSpan Period { get; private set; }

    public CancellationToken Token => _both.Token;

    /// <summary>The server has announced how often it will say that it is at work.</summary>
    public void Announce(TimeSpan pendingPeriod)
    {
        if (pendingPeriod * 3 > Period)
            Period = pendingPeriod * 3;
        Extend();
    }

    public void Extend() => _timer.CancelAfter(Period);

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
