using NodaTime;
using NodaTime.TimeZones;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// The zones of one VCALENDAR. A TZID that names an IANA or Windows zone means that zone, whose history is better kept than in most
/// VTIMEZONEs; any other means the VTIMEZONE of the same stream.
/// </summary>
public sealed class CalendarTimeZones
{
    private const int MaxZones = 1000;

    private readonly Dictionary<string, ICalendarComponent> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeZone?> _resolved = new(StringComparer.Ordinal);
    private readonly RecurrenceBudget _budget = new();

    /// <param name="calendar">The VCALENDAR, or null for none.</param>
    /// <param name="floating">The zone in which floating times and days lie when a moment is asked for.</param>
    public CalendarTimeZones(ICalendarComponent? calendar, DateTimeZone floating)
    {
        Floating = floating;
        foreach (var component in calendar?.AllChildren("VTIMEZONE").Take(MaxZones) ?? [])
        {
            if (component.Property("TZID") is { } id)
            {
                _components.TryAdd(id.GetText().Trim(), component);
            }
        }
    }

    public DateTimeZone Floating { get; }

    /// <summary>The VTIMEZONE of the id, or null.</summary>
    public ICalendarComponent? Component(string timeZoneId) => _components.GetValueOrDefault(timeZoneId.Trim());

    /// <summary>The zone of a TZID, or null when nothing tells what it means.</summary>
    public DateTimeZone? Resolve(string timeZoneId)
    {
        if (_resolved.TryGetValue(timeZoneId, out var zone))
        {
            return zone;
        }

        zone = Find(timeZoneId);
        if (_resolved.Count < MaxZones)
        {
            _resolved.Add(timeZoneId, zone);
        }

        return zone;
    }

    /// <summary>The zone in which a value is local: UTC, its TZID, or the floating zone when it has none or an unknown one.</summary>
    public DateTimeZone ZoneOf(ICalendarDateTime value) => value.Form switch
    {
        ICalendarDateTimeForm.Utc => DateTimeZone.Utc,
        ICalendarDateTimeForm.Zoned => Resolve(value.TimeZoneId!) ?? Floating,
        _ => Floating,
    };

    /// <summary>
    /// The moment of a value. RFC 5545 3.3.5: a time that a clock change skips is read with the offset before the change; one that it
    /// repeats is the first of both.
    /// </summary>
    public Instant ToInstant(ICalendarDateTime value) => ToInstant(value.Local, ZoneOf(value));

    /// <summary>The local time, in the given zone, of a value. Days and floating times are what they are.</summary>
    public LocalDateTime ToLocal(ICalendarDateTime value, DateTimeZone zone)
    {
        if (value.Form is ICalendarDateTimeForm.Date or ICalendarDateTimeForm.Floating)
        {
            return value.Local;
        }

        var source = ZoneOf(value);
        return source.Equals(zone) ? value.Local : ToInstant(value).InZone(zone).LocalDateTime;
    }

    internal static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => LocalDateTime.Min(local, Latest).InZone(zone, Resolvers.LenientResolver).ToInstant();

    // An offset added to the last days of the year 9999 would leave NodaTime's range.
    private static LocalDateTime Latest { get; } = new(9999, 12, 25, 0, 0);

    /// <summary>A sum that stops at the ends of NodaTime's range.</summary>
    public static Instant Add(Instant instant, Duration duration)
    {
        if (duration >= Duration.Zero)
        {
            return duration > Instant.MaxValue - instant ? Instant.MaxValue : instant + duration;
        }

        return duration < Instant.MinValue - instant ? Instant.MinValue : instant + duration;
    }

    private DateTimeZone? Find(string timeZoneId)
    {
        var component = Component(timeZoneId);
        var iana = TimeZoneNames.ToIana(timeZoneId) ?? (component?.Property("X-LIC-LOCATION") is { } location ? TimeZoneNames.ToIana(location.GetText()) : null);
        if (iana is not null)
        {
            return DateTimeZoneProviders.Tzdb.GetZoneOrNull(iana);
        }

        return component is null ? null : VTimeZone.Read(component, _budget);
    }
}
