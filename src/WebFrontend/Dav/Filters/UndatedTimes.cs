using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>When tasks and journal entries are, which need not have a start. RFC 4791 9.9</summary>
internal static class UndatedTimes
{
    public static bool Overlap(ICalendarComponent component, TimeRange range, CalendarTimeZones zones)
    {
        var (from, to) = (range.Start ?? Instant.MinValue, range.End ?? Instant.MaxValue);
        var start = At("DTSTART");
        if (!component.Is("VTODO"))
        {
            // An entry of a day lasts that day.
            return start is { } entry && from < (component.Property("DTSTART")!.GetDateTime()!.Value.IsDate ? CalendarTimeZones.Add(entry, Duration.FromDays(1)) : CalendarTimeZones.Add(entry, Duration.Epsilon)) && to > entry;
        }

        var due = At("DUE");
        if (start is { } begin)
        {
            var end = due ?? (component.Property("DURATION")?.GetDuration() is { } length ? CalendarTimeZones.Add(begin, length.ToDuration()) : (Instant?)null);
            return end is { } last ? (from < last || from <= begin) && (to > begin || to >= last) : from <= begin && to > begin;
        }

        return (due, At("COMPLETED"), At("CREATED")) switch
        {
            ({ } last, _, _) => from < last && to >= last,
            (null, { } completed, { } created) => (from <= created || from <= completed) && (to >= created || to >= completed),
            (null, { } completed, null) => from <= completed && to >= completed,
            (null, null, { } created) => to > created,
            _ => true,
        };

        Instant? At(string name) => component.Property(name)?.GetDateTime() is { } value ? zones.ToInstant(value) : null;
    }
}
