using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// Expands a rule into instances (RFC 5545 3.3.10), in local time and ascending order. Each period gives sorted days and sorted times of
/// day; an instance is a pair of both, so that BYSETPOS picks by index and no period is ever held whole.
/// </summary>
public sealed class RecurrenceExpansion
{
    private readonly RecurrenceRule _rule;
    private readonly LocalDateTime _start;
    private readonly RecurrenceBudget _budget;
    private readonly RecurrenceDays _days;
    private readonly int[] _hours;
    private readonly int[] _minutes;
    private readonly int[] _seconds;
    private readonly bool _dateOnly;

    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART in local time; instances before it are no instances.</param>
    /// <param name="dateOnly">Whether DTSTART is a DATE, so that the parts about times do not apply.</param>
    /// <param name="budget">Bound of the work.</param>
    public RecurrenceExpansion(RecurrenceRule rule, LocalDateTime start, bool dateOnly, RecurrenceBudget budget)
    {
        _rule = rule;
        _start = start;
        _budget = budget;
        _dateOnly = dateOnly;
        _days = new RecurrenceDays(rule, start.Date);
        _hours = dateOnly ? [0] : Times(rule.ByHour, start.Hour, 23);
        _minutes = dateOnly ? [0] : Times(rule.ByMinute, start.Minute, 59);
        _seconds = dateOnly ? [0] : Times(rule.BySecond, start.Second, 59);
    }

    /// <summary>The instances from one local time to another, both included. COUNT counts from DTSTART all the same.</summary>
    /// <param name="from">Where to begin; null is DTSTART.</param>
    /// <param name="to">Where to end: UNTIL in local time, the end of a window, or null.</param>
    public IEnumerable<LocalDateTime> Instances(LocalDateTime? from = null, LocalDateTime? to = null)
    {
        if (!_rule.IsGregorian || (_dateOnly && _rule.Frequency < RecurrenceFrequency.Daily))
        {
            yield break;
        }

        // Without COUNT nothing need be known about the time before the window.
        var first = _rule.Count is null && from is { } begin && begin > _start ? begin : _start;
        var remaining = _rule.Count ?? int.MaxValue;
        var last = (LocalDateTime?)null;
        var periods = _rule.Frequency < RecurrenceFrequency.Daily ? TimePeriods(first, to) : DayPeriods(first, to);
        foreach (var instance in periods)
        {
            if (to is { } end && instance > end)
            {
                yield break;
            }

            // SKIP may move an instance onto the first of the next period.
            if (instance < _start || instance <= last)
            {
                continue;
            }

            last = instance;
            if (from is null || instance >= from)
            {
                yield return instance;
            }

            if (--remaining == 0 || !_budget.Take())
            {
                yield break;
            }
        }
    }

    private static int[] Times(IReadOnlyList<int> listed, int ofStart, int max) =>
        listed.Count == 0 ? [ofStart] : [.. listed.Where(value => value <= max).Distinct().Order()];

    private IEnumerable<LocalDateTime> DayPeriods(LocalDateTime first, LocalDateTime? to)
    {
        var days = new List<LocalDate>();
        for (var period = _days.PeriodBefore(first.Date); _days.TryFill(period, days, out var periodStart); period++)
        {
            if ((to is { } end && periodStart > end.Date) || !_budget.Take())
            {
                yield break;
            }

            foreach (var instance in Instances(days, _hours, _minutes, _seconds))
            {
                yield return instance;
            }
        }
    }

    private IEnumerable<LocalDateTime> TimePeriods(LocalDateTime first, LocalDateTime? to)
    {
        var unit = _rule.Frequency switch { RecurrenceFrequency.Hourly => 3600L, RecurrenceFrequency.Minutely => 60L, _ => 1L };
        var origin = SecondsOf(_start) / unit;
        var at = NextPeriod(origin, SecondsOf(first) / unit);
        var limit = SecondsOf(to ?? RecurrenceDays.LastDay.At(LocalTime.Midnight));
        var day = new List<LocalDate>(1) { default };
        while (at * unit <= limit && _budget.Take())
        {
            var time = OfSeconds(at * unit);
            if (!_days.Filter.IsIncluded(time.Date))
            {
                at = NextPeriod(origin, ((at * unit / 86_400) + 1) * 86_400 / unit);
                continue;
            }

            var hourFits = _rule.ByHour.Count == 0 || Array.BinarySearch(_hours, time.Hour) >= 0;
            if (!hourFits || (_rule.Frequency < RecurrenceFrequency.Hourly && _rule.ByMinute.Count > 0 && Array.BinarySearch(_minutes, time.Minute) < 0))
            {
                var skip = hourFits ? 60 : 3600;
                at = NextPeriod(origin, Math.Max(at + 1, ((at * unit / skip) + 1) * skip / unit));
                continue;
            }

            day[0] = time.Date;
            var seconds = _rule.Frequency > RecurrenceFrequency.Secondly ? _seconds
                : _rule.BySecond.Count == 0 || Array.BinarySearch(_seconds, time.Second) >= 0 ? [time.Second] : [];
            var minutes = _rule.Frequency == RecurrenceFrequency.Hourly ? _minutes : [time.Minute];
            foreach (var instance in Instances(day, [time.Hour], minutes, seconds))
            {
                yield return instance;
            }

            at = NextPeriod(origin, at + 1);
        }
    }

    /// <summary>The first period of the rule's interval that is not before the given one.</summary>
    private long NextPeriod(long origin, long atLeast)
    {
        var periods = Math.Max(0, atLeast - origin);
        return origin + ((periods + _rule.Interval - 1) / _rule.Interval * _rule.Interval);
    }

    private IEnumerable<LocalDateTime> Instances(List<LocalDate> days, int[] hours, int[] minutes, int[] seconds)
    {
        var times = (long)hours.Length * minutes.Length * seconds.Length;
        var total = days.Count * times;
        if (_rule.BySetPosition.Count == 0)
        {
            for (var i = 0L; i < total; i++)
            {
                yield return At(i);
            }

            yield break;
        }

        var indexes = _rule.BySetPosition.Select(position => position > 0 ? position - 1 : total + position).Where(index => index >= 0 && index < total);
        foreach (var index in indexes.Distinct().Order())
        {
            yield return At(index);
        }

        LocalDateTime At(long index)
        {
            var time = index % times;
            return days[(int)(index / times)].At(new LocalTime(
                hours[time / ((long)minutes.Length * seconds.Length)],
                minutes[time / seconds.Length % minutes.Length],
                seconds[time % seconds.Length]));
        }
    }

    private static long SecondsOf(LocalDateTime time) => (Period.DaysBetween(EarliestTime.Date, time.Date) * 86_400L) + (time.NanosecondOfDay / NodaConstants.NanosecondsPerSecond);

    private static LocalDateTime OfSeconds(long seconds) => EarliestTime.PlusSeconds(seconds);

    private static LocalDateTime EarliestTime { get; } = new(1, 1, 1, 0, 0);
}
