using NodaTime;
using NodaTime.TimeZones;

namespace Mapigate.Formats.ICalendar;

/// <summary>A time zone made of a VTIMEZONE component (RFC 5545 3.6.5): its observances in order of onset.</summary>
public sealed class VTimeZone : DateTimeZone
{
    private const int MaxTransitions = 4000;
    private const int MaxObservances = 500;
    private static readonly LocalDateTime LastOnset = new(2200, 1, 1, 0, 0);

    private readonly ZoneInterval[] _intervals;

    private VTimeZone(string id, ZoneInterval[] intervals)
        : base(id, intervals.Length == 1, intervals.Min(interval => interval.WallOffset), intervals.Max(interval => interval.WallOffset))
    {
        _intervals = intervals;
    }

    /// <summary>Reads a component; null when it has no observance that can be understood.</summary>
    public static VTimeZone? Read(ICalendarComponent component, RecurrenceBudget? budget = null)
    {
        var onsets = new List<Onset>();
        budget ??= new RecurrenceBudget();
        foreach (var child in component.Children.Take(MaxObservances))
        {
            if (child.Is("STANDARD") || child.Is("DAYLIGHT"))
            {
                AddOnsets(child, onsets, budget);
            }
        }

        return onsets.Count == 0 ? null : new VTimeZone(component.Property("TZID")?.GetText() ?? "VTIMEZONE", Intervals(onsets));
    }

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var low = 0;
        var high = _intervals.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_intervals[middle].HasStart && _intervals[middle].Start > instant)
            {
                high = middle - 1;
            }
            else
            {
                low = middle;
            }
        }

        return _intervals[low];
    }

    private static void AddOnsets(ICalendarComponent observance, List<Onset> onsets, RecurrenceBudget budget)
    {
        if (observance.Property("TZOFFSETTO")?.GetUtcOffset() is not { } to || observance.Property("DTSTART")?.GetDateTime() is not { } start)
        {
            return;
        }

        var from = observance.Property("TZOFFSETFROM")?.GetUtcOffset() ?? to;
        var name = observance.Property("TZNAME")?.GetText();
        var isDaylight = observance.Is("DAYLIGHT");
        void Add(LocalDateTime local)
        {
            if (onsets.Count < MaxTransitions && local <= LastOnset)
            {
                onsets.Add(new Onset(local.WithOffset(from).ToInstant(), from, to, name, isDaylight));
            }
        }

        Add(start.Local);
        foreach (var date in observance.AllProperties("RDATE").SelectMany(property => property.GetDateTimes()).Take(MaxTransitions))
        {
            Add(date.Form == ICalendarDateTimeForm.Utc && date.Local < LastOnset ? Local(date, from) : date.Local);
        }

        foreach (var property in observance.AllProperties("RRULE").Take(16))
        {
            if (property.GetRecurrenceRule() is not { } rule)
            {
                continue;
            }

            var until = rule.Until is not { } limit || limit.Local > LastOnset ? LastOnset
                : limit.Form == ICalendarDateTimeForm.Utc ? Local(limit, from)
                : limit.IsDate ? limit.Local.PlusDays(1) : limit.Local;
            foreach (var local in new RecurrenceExpansion(rule, start.Local, false, budget).Instances(null, until).Take(MaxTransitions))
            {
                Add(local);
            }
        }
    }

    private static LocalDateTime Local(ICalendarDateTime utc, Offset offset) => utc.Local.PlusSeconds(offset.Seconds);

    private static ZoneInterval[] Intervals(List<Onset> onsets)
    {
        // RFC 5545 3.6.5: before the first onset there is no rule; the offset that it leaves holds.
        var sorted = onsets.OrderBy(onset => onset.At).ToList();
        var intervals = new List<ZoneInterval> { new(string.Empty, null, sorted[0].At, sorted[0].From, Offset.Zero) };
        for (var i = 0; i < sorted.Count; i++)
        {
            var onset = sorted[i];
            if (i + 1 < sorted.Count && sorted[i + 1].At == onset.At)
            {
                continue;
            }

            var end = i + 1 < sorted.Count ? sorted[i + 1].At : (Instant?)null;
            var savings = onset.IsDaylight ? onset.To - onset.From : Offset.Zero;
            intervals.Add(new ZoneInterval(onset.Name ?? string.Empty, onset.At, end, onset.To, savings));
        }

        return [.. intervals];
    }

    private readonly record struct Onset(Instant At, Offset From, Offset To, string? Name, bool IsDaylight);
}
