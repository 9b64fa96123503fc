using System.Diagnostics;

namespace Mapigate.Bench.Measuring;

/// <summary>How long the same thing took again and again, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _sorted = [];

    public double Median => At(0.5);

    public double Percentile95 => At(0.95);

    public double Min => _sorted[0];

    public int Count => _sorted.Count;

    /// <summary>Does it once and takes the time.</summary>
    public async Task MeasureAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var place = _sorted.BinarySearch(elapsed);
        _sorted.Insert(place < 0 ? ~place : place, elapsed);
    }

    private double At(double share) => _sorted[Math.Min((int)(_sorted.Count * share), _sorted.Count - 1)];
}
