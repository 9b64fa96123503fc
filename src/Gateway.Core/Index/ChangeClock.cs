namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// Gives change numbers: the larger of the last plus one and the clock, in the upper half of the number space. A counter that starts anew after a loss of
/// state therefore never falls among numbers that a client has seen. Not thread-safe: the mailbox's one writer owns it.
/// </summary>
public sealed class ChangeClock(TimeProvider time, ulong last)
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The largest number given so far.</summary>
    public ulong Last { get; private set; } = last;

    public ulong Next()
    {
        // Tenths of a millisecond fill the upper half in four centuries.
        var now = ItemIds.FirstChange + (ulong)Math.Max(0, (time.GetUtcNow() - Epoch).Ticks / (TimeSpan.TicksPerMillisecond / 10));
        return Last = Math.Max(Last + 1, now);
    }
}
