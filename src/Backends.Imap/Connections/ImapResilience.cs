using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>
/// What is tried again, once for the whole backend. Reaching the server is tried a few times and counts for the circuit breaker that all users share; a log-in is never
/// repeated, so that lockouts are not multiplied; a command that may be repeated is, once, when its connection broke.
/// </summary>
internal sealed class ImapResilience
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline _reaching;
    private readonly ResiliencePipeline _repeating;

    public ImapResilience(int openAttempts, TimeProvider time)
    {
        var reaching = new ResiliencePipelineBuilder { TimeProvider = time };
        if (openAttempts > 1)
        {
            reaching.AddRetry(new RetryStrategyOptions
            {
                // A deadline that passed once has cost the user enough.
                ShouldHandle = new PredicateBuilder().Handle<BackendException>(e => e.Error == BackendError.Unavailable),
                MaxRetryAttempts = openAttempts - 1,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        _reaching = reaching
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<BackendException>(e => e.IsTransient),
                FailureRatio = 0.8,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakDuration,
            })
            .Build();
        _repeating = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ConnectionLostException>(),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
            })
            .Build();
    }

    /// <summary>Reaches the server.</summary>
    /// <exception cref="BackendException">Unavailable also while the circuit breaker is open.</exception>
    public async Task<T> ReachAsync<T>(Func<CancellationToken, Task<T>> connect, CancellationToken cancellationToken)
    {
        try
        {
            return await _reaching.ExecuteAsync(static async (connect, token) => await connect(token), connect, cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw new BackendException(BackendError.Unavailable, "The IMAP server could not be reached a moment ago and is left alone for some seconds.", e);
        }
    }

    /// <summary>Runs what may be repeated on another connection: it throws <see cref="ConnectionLostException"/> where that would help.</summary>
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await _repeating.ExecuteAsync(static async (run, token) => await run(token), run, cancellationToken);
        }
        catch (ConnectionLostException e)
        {
            throw e.Fault;
        }
    }
}
