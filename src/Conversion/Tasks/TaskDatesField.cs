using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>DTSTART and DUE: days. Both are written together, since they must be of one form. [MS-OXOTASK] 2.2.2.2.4, 2.2.2.2.5, RFC 5545 3.8.2.3</summary>
internal sealed class TaskDatesField : TaskField
{
    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidLid.TaskStartDate, PidLid.TaskDueDate];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone)
    {
        if (todo.Property("DTSTART")?.GetDateTime() is { } start)
        {
            bag.Set(PidLid.TaskStartDate, TaskZone.Local(zone.DayOf(start)));
            bag.Set(PidLid.CommonStart, zone.Begin(zone.DayOf(start)));
        }

        if (DueOf(todo, zone) is { } due)
        {
            bag.Set(PidLid.TaskDueDate, TaskZone.Local(due));
            bag.Set(PidLid.CommonEnd, zone.Begin(due));
        }
    }

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone)
    {
        var start = Day(bag, PidLid.TaskStartDate);
        var due = Day(bag, PidLid.TaskDueDate);
        Remove(todo, "DURATION");
        Set(todo, "DTSTART", start is { } first ? ICalendarPropertyValues.OfDateTime("DTSTART", ICalendarDateTime.OfDate(due is { } end && end < first ? end : first)) : null);
        Set(todo, "DUE", due is { } last ? ICalendarPropertyValues.OfDateTime("DUE", ICalendarDateTime.OfDate(last)) : null);
    }

    private static LocalDate? DueOf(ICalendarComponent todo, TaskZone zone)
    {
        if (todo.Property("DUE")?.GetDateTime() is { } due)
            return zone.DayOf(due);
        return todo.Property("DTSTART")?.GetDateTime() is { } start && todo.Property("DURATION")?.GetDuration() is { } duration
            ? CalendarTimeZones.Add(zone.Zones.ToInstant(start), duration.ToDuration()).InZone(zone.Owner).Date
            : null;
    }

    private static LocalDate? Day(PropertyBag bag, NamedProperty property) => TaskZone.DayOf(bag.TryGet(property.Name, out var value) ? value as FileTime? : null);
}
