using System.Diagnostics;

namespace Mapigate.Bench.Measuring;

/// <summary>What the same measurement gave again and again: times in milliseconds, unless the caller says otherwise.</summary>
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
        Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public void Add(double value)
    {
        var place = _sorted.BinarySearch(value);
        _sorted.Insert(place < 0 ? ~place : place, value);
    }

    private double At(double share) => _sorted[Math.Min((int)(_sorted.Count * share), _sorted.Count - 1)];
}
