namespace Mapigate.Formats.ICalendar;

/// <summary>A PERIOD value (RFC 5545 3.3.9): a start with either an end or a duration.</summary>
/// <param name="Start">The start.</param>
/// <param name="End">The end, or null when a duration stands instead.</param>
/// <param name="Duration">The duration, or null when an end stands instead.</param>
public readonly record struct ICalendarPeriod(ICalendarDateTime Start, ICalendarDateTime? End, ICalendarDuration? Duration)
{
    public static bool TryParse(string raw, string? timeZoneId, out ICalendarPeriod value)
    {
        value = default;
        var slash = raw.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !ICalendarDateTime.TryParse(raw.AsSpan(0, slash), timeZoneId, out var start))
        {
            return false;
        }

        var rest = raw.AsSpan(slash + 1);
        if (ICalendarDuration.TryParse(rest, out var duration))
        {
            value = new ICalendarPeriod(start, null, duration);
            return true;
        }

        if (ICalendarDateTime.TryParse(rest, timeZoneId, out var end))
        {
            value = new ICalendarPeriod(start, end, null);
            return true;
        }

        return false;
    }

    public override string ToString() => End is { } end ? $"{Start}/{end}" : $"{Start}/{Duration}";
}
