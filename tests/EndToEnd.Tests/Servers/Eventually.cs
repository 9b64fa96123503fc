using System.Diagnostics;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>For what a server does in its own time without telling, such as the delivery of a queued message: asks again until it is so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    public static async Task<T> SeeAsync<T>(Func<Task<T>> look, Func<T, bool> isSo, TimeSpan? patience = null, Func<T, string>? explain = null)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Period);
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            Assert.True(watch.Elapsed < (patience ?? TimeSpan.FromSeconds(20)), $"Still {explain?.Invoke(seen) ?? $"{seen}"} after {watch.Elapsed.TotalSeconds:0.0} s");
            await timer.WaitForNextTickAsync();
        }
    }
}
