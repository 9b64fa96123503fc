using System.Net.Sockets;

namespace Mapigate.Backends.Smtp;

/// <summary>Gives one step with the server its time, and turns what breaks it into a fault.</summary>
internal static class Deadline
{
    /// <param name="time">Clock of the deadline.</param>
    /// <param name="limit">The step's time.</param>
    /// <param name="doing">What the server is expected to be doing, for the message.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">The caller's own cancellation, which stays one.</param>
    /// <exception cref="BackendException">Timeout, Unavailable, and what <paramref name="step"/> throws.</exception>
    public static async Task<T> RunAsync<T>(TimeProvider time, TimeSpan limit, string doing, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await step(both.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendException(BackendError.Timeout, $"The mail server spent more than {limit.TotalSeconds:0.###} s on {doing}.", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new BackendException(BackendError.Unavailable, $"The connection to the mail server failed: {e.Message}", e);
        }
    }
}
