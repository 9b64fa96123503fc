using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// The components of one UID (RFC 5545 3.8.4.4): a master with its rules and dates, and the overrides that take the place of single
/// instances. An override without master is an instance that somebody was invited to alone.
/// </summary>
public sealed class CalendarSeries
{
    private const int MaxListedDates = 20_000;

    private readonly Dictionary<LocalDateTime, ICalendarComponent> _overrides = [];
    private readonly List<(LocalDateTime At, ICalendarComponent Component)> _following = [];
    private readonly HashSet<LocalDateTime> _excluded = [];
    private readonly HashSet<LocalDate> _excludedDays = [];

    private CalendarSeries(string uid, ICalendarComponent master, bool hasMaster, IReadOnlyList<ICalendarComponent> overrides, CalendarTimeZones zones)
    {
        Uid = uid;
        Master = master;
        HasMaster = hasMaster;
        Overrides = overrides;
        Zones = zones;
        Start = master.Property("DTSTART")?.GetDateTime();
        Zone = Start is { } start ? zones.ZoneOf(start) : zones.Floating;
        Rules = [.. master.AllProperties("RRULE").Take(16).Select(property => property.GetRecurrenceRule()).OfType<RecurrenceRule>()];
        foreach (var component in overrides)
        {
            AddOverride(component);
        }

        foreach (var date in Dates("EXDATE"))
        {
            _ = date.IsDate && Start is { IsDate: false } ? _excludedDays.Add(date.Local.Date) : _excluded.Add(ToSeries(date));
        }
    }

    public string Uid { get; }

    /// <summary>The component with the rules, or the first override when there is none.</summary>
    public ICalendarComponent Master { get; }

    /// <summary>Whether <see cref="Master"/> is a master.</summary>
    public bool HasMaster { get; }

    public IReadOnlyList<ICalendarComponent> Overrides { get; }

    /// <summary>The override that holds for each instance, by the start that the rules give it, local to <see cref="Zone"/>.</summary>
    public IReadOnlyDictionary<LocalDateTime, ICalendarComponent> OverridesByInstance => _overrides;

    /// <summary>Whether an override moves the instances after it too (RFC 5545 3.2.13).</summary>
    public bool HasFollowing => _following.Count > 0;

    public CalendarTimeZones Zones { get; }

    /// <summary>DTSTART of the master; null when it has none that can be read.</summary>
    public ICalendarDateTime? Start { get; }

    /// <summary>The zone in which the rules run.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The rules that could be read.</summary>
    public IReadOnlyList<RecurrenceRule> Rules { get; }

    /// <summary>Groups the components of a name (VEVENT, VTODO, VJOURNAL) by UID, in the order of the stream.</summary>
    public static IReadOnlyList<CalendarSeries> Of(ICalendarComponent calendar, string componentName, CalendarTimeZones zones)
    {
        var groups = new Dictionary<string, List<ICalendarComponent>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var component in calendar.AllChildren(componentName))
        {
            // RFC 5545 demands a UID; without one nothing tells which components belong together.
            var uid = component.Property("UID")?.GetText().Trim();
            var key = string.IsNullOrEmpty(uid) ? $"\0{order.Count}" : uid;
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
                order.Add(key);
            }

            group.Add(component);
        }

        var series = new List<CalendarSeries>(order.Count);
        foreach (var key in order)
        {
            var group = groups[key];
            var master = group.Where(component => component.Property("RECURRENCE-ID") is null).MaxBy(SequenceOf);
            var overrides = group.Where(component => component.Property("RECURRENCE-ID") is not null).ToList();
            series.Add(new CalendarSeries(key[0] == '\0' ? string.Empty : key, master ?? group[0], master is not null, overrides, zones));
        }

        return series;
    }

    /// <summary>The instances that overlap the interval, in the order of their starts. Those whose STATUS is CANCELLED are among them.</summary>
    /// <param name="window">The interval; one without end takes the budget for its bound.</param>
    /// <param name="budget">Bound of the work.</param>
    public IEnumerable<CalendarOccurrence> Occurrences(Interval window, RecurrenceBudget budget)
    {
        var found = new List<CalendarOccurrence>();
        if (HasMaster && Start is { } start)
        {
            var length = LengthOf(Master, start);
            var margin = Math.Min(LongestShift(start) + length.TotalSeconds + 86_400d, 4e9);
            var from = window.HasStart ? Shifted(window.Start, -margin) : (LocalDateTime?)null;
            var to = window.HasEnd ? Shifted(window.End, margin) : (LocalDateTime?)null;
            foreach (var local in Instances(from, to, budget))
            {
                if (_overrides.ContainsKey(local))
                {
                    continue;
                }

                var occurrence = Occurrence(local, start, length);
                if (Overlaps(occurrence.Interval, window))
                {
                    found.Add(occurrence);
                }
            }
        }

        foreach (var (local, component) in _overrides)
        {
            if (component.Property("DTSTART")?.GetDateTime() is { } at)
            {
                var instant = Zones.ToInstant(at);
                var occurrence = new CalendarOccurrence(component, local, at, new Interval(instant, End(instant, at, component)), IsOverride: true);
                if (Overlaps(occurrence.Interval, window))
                {
                    found.Add(occurrence);
                }
            }
        }

        return found.OrderBy(occurrence => occurrence.Interval.Start);
    }

    /// <summary>
    /// The starts that rules and RDATEs give, less those excluded, local to <see cref="Zone"/>, ascending. Overridden ones are among them.
    /// </summary>
    public IEnumerable<LocalDateTime> Instances(LocalDateTime? from, LocalDateTime? to, RecurrenceBudget budget)
    {
        if (Start is not { } start)
        {
            yield break;
        }

        // RFC 5545 3.8.5.3: DTSTART is the first instance, whether or not the rule would give it.
        var listed = Dates("RDATE").Select(ToSeries).Append(start.Local).Where(local => (from is null || local >= from) && (to is null || local <= to)).Distinct().Order();
        var sources = Rules.Select(rule => new RecurrenceExpansion(rule, start.Local, start.IsDate, budget).Instances(from, EndOf(rule, to))).Append(listed);
        LocalDateTime? last = null;
        foreach (var local in Merge(sources))
        {
            if (local != last && !_excluded.Contains(local) && !_excludedDays.Contains(local.Date))
            {
                yield return local;
            }

            last = local;
        }
    }

    /// <summary>A value as a local time of the series, so that it can be compared with an instance.</summary>
    public LocalDateTime ToSeries(ICalendarDateTime value) =>
        Start is { IsDate: true } ? DayOf(value).AtMidnight() : Zones.ToLocal(value, Zone);

    /// <summary>The last local start that UNTIL allows, or null for a rule without UNTIL.</summary>
    public LocalDateTime? UntilOf(RecurrenceRule rule)
    {
        if (rule.Until is not { } until)
        {
            return null;
        }

        // RFC 5545 wants UNTIL of DTSTART's type; a day among times is meant to its end.
        return until.IsDate && Start is { IsDate: false } ? until.Local.Date.At(LocalTime.MaxValue) : ToSeries(until);
    }

    /// <summary>The end of a component that starts at the moment given (RFC 5545 3.6.1).</summary>
    public Instant EndOf(ICalendarComponent component, ICalendarDateTime start) => End(Zones.ToInstant(start), start, component);

    /// <summary>
    /// The day that a value means in a series of days. Exchange writes local midnight in UTC: for zones east of Greenwich a full hour, or half,
    /// of the day before.
    /// </summary>
    private static LocalDate DayOf(ICalendarDateTime value)
    {
        var isMidnightInTheEast = value is { Form: ICalendarDateTimeForm.Utc, Local: { Hour: >= 10, Second: 0, Year: < 9999 } } && value.Local.Minute % 15 == 0;
        return isMidnightInTheEast ? value.Local.Date.PlusDays(1) : value.Local.Date;
    }

    private static bool Overlaps(Interval occurrence, Interval window) =>
        (!window.HasEnd || occurrence.Start < window.End)
        && (!window.HasStart || occurrence.End > window.Start || (occurrence.Start == occurrence.End && occurrence.Start >= window.Start));

    private static IEnumerable<LocalDateTime> Merge(IEnumerable<IEnumerable<LocalDateTime>> sources)
    {
        var queue = new PriorityQueue<IEnumerator<LocalDateTime>, LocalDateTime>();
        foreach (var source in sources)
        {
            var enumerator = source.GetEnumerator();
            if (enumerator.MoveNext())
            {
                queue.Enqueue(enumerator, enumerator.Current);
            }
        }

        while (queue.TryDequeue(out var next, out var value))
        {
            yield return value;
            if (next.MoveNext())
            {
                queue.Enqueue(next, next.Current);
            }
        }
    }

    private void AddOverride(ICalendarComponent component)
    {
        var property = component.Property("RECURRENCE-ID")!;
        if (property.GetDateTime() is not { } id)
        {
            return;
        }

        var local = ToSeries(id);
        if (id.IsDate && Start is { IsDate: false } start)
        {
            // Seen in the wild: the day alone names the instance.
            local = id.Local.Date.At(start.Local.TimeOfDay);
        }

        if (property.ParameterValue("RANGE") is { } range && range.Equals("THISANDFUTURE", StringComparison.OrdinalIgnoreCase))
        {
            _following.Add((local, component));
            _following.Sort((a, b) => a.At.CompareTo(b.At));
        }

        // RFC 5546 2.1.5: of two for one instance the higher SEQUENCE holds, and the later of equals.
        if (!_overrides.TryGetValue(local, out var other) || SequenceOf(component) >= SequenceOf(other))
        {
            _overrides[local] = component;
        }
    }

    private static int SequenceOf(ICalendarComponent component) => component.Property("SEQUENCE")?.GetInteger() ?? 0;

    private CalendarOccurrence Occurrence(LocalDateTime local, ICalendarDateTime start, Duration length)
    {
        var component = Master;
        var at = start with { Local = local };
        for (var i = _following.Count - 1; i >= 0; i--)
        {
            // RFC 5545 3.2.13: an override for this and the following instances moves them all as it moves its own.
            if (_following[i].At <= local && local.Year < 4900 && _following[i].Component.Property("DTSTART")?.GetDateTime() is { Local.Year: < 4900 } moved)
            {
                component = _following[i].Component;
                at = moved with { Local = moved.Local + Period.Between(_following[i].At, local, PeriodUnits.Days | PeriodUnits.Seconds) };
                length = LengthOf(component, moved);
                break;
            }
        }

        var instant = Zones.ToInstant(at);
        var end = component.Property("DURATION")?.GetDuration() is { NominalDays: not 0 } ? End(instant, at, component) : CalendarTimeZones.Add(instant, length);
        return new CalendarOccurrence(component, local, at, new Interval(instant, end), IsOverride: component != Master);
    }

    private Duration LengthOf(ICalendarComponent component, ICalendarDateTime start)
    {
        var instant = Zones.ToInstant(start);
        return End(instant, start, component) - instant;
    }

    private Instant End(Instant startInstant, ICalendarDateTime start, ICalendarComponent component)
    {
        var end = startInstant;
        if ((component.Property("DTEND") ?? component.Property("DUE"))?.GetDateTime() is { } given)
        {
            end = Zones.ToInstant(given);
        }
        else if (component.Property("DURATION")?.GetDuration() is { } duration)
        {
            var isInTime = start.Local.Year + (duration.NominalDays / 365) is > 1 and < 9990;
            var local = isInTime ? start.Local.PlusDays(duration.NominalDays) : start.Local;
            end = CalendarTimeZones.Add(CalendarTimeZones.ToInstant(local, Zones.ZoneOf(start)), Duration.FromSeconds(duration.ExactSeconds));
        }
        else if (start.IsDate && start.Local.Year < 9999 && component.Is("VEVENT"))
        {
            end = Zones.ToInstant(start with { Local = start.Local.PlusDays(1) });
        }

        return end < startInstant ? startInstant : end;
    }

    private double LongestShift(ICalendarDateTime start) =>
        _following.Count == 0 ? 0 : _following.Max(following => following.Component.Property("DTSTART")?.GetDateTime() is { } moved
            ? Math.Abs((Zones.ToInstant(moved) - Zones.ToInstant(start with { Local = following.At })).TotalSeconds) + LengthOf(following.Component, moved).TotalSeconds
            : 0);

    private LocalDateTime Shifted(Instant instant, double seconds)
    {
        var moved = Math.Clamp(instant.ToUnixTimeSeconds() + seconds, -60e9, 250e9);
        return Instant.FromUnixTimeSeconds((long)moved).InZone(Zone).LocalDateTime;
    }

    private LocalDateTime? EndOf(RecurrenceRule rule, LocalDateTime? to) => UntilOf(rule) is { } until && (to is null || until < to) ? until : to;

    private IEnumerable<ICalendarDateTime> Dates(string name) => Master.AllProperties(name).SelectMany(property => property.GetDateTimes()).Take(MaxListedDates);
}
