using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>The first VALARM that shows or sounds: for a task a moment, not a distance. [MS-OXORMDR] 2.2.1.4</summary>
internal sealed class TaskReminderField : TaskField
{
    private const int MaxAlarms = 50;

    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidLid.ReminderSet, PidLid.ReminderTime];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone)
    {
        var at = Alarms(todo).Select(alarm => At(alarm, todo, zone)).FirstOrDefault(moment => moment is not null);
        bag.Set(PidLid.ReminderSet, at is not null);
        if (at is not { } time)
            return;
        bag.Set(PidLid.ReminderTime, MapiTime.Of(time));
        bag.Set(PidLid.ReminderSignalTime, MapiTime.Of(time));
    }

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone)
    {
        var before = Alarms(todo).FirstOrDefault(alarm => At(alarm, todo, zone) is not null);
        if (before is not null)
            todo.Children.Remove(before);
        if (!bag.Get<bool>(PidLid.ReminderSet) || bag.Get<FileTime>(PidLid.ReminderTime) is not { Value: > 0 } time)
            return;
        var alarm = before ?? new ICalendarComponent("VALARM");
        if (before is null)
        {
            alarm.Properties.Add(new ICalendarProperty("ACTION", "DISPLAY"));
            alarm.Properties.Add(new ICalendarProperty("DESCRIPTION", "Reminder"));
        }

        alarm.Set(ICalendarPropertyValues.OfDateTime("TRIGGER", ICalendarDateTime.OfInstant(MapiTime.ToInstant(time))).SetParameter("VALUE", "DATE-TIME"));
        todo.Children.Add(alarm);
    }

    private static IEnumerable<ICalendarComponent> Alarms(ICalendarComponent todo) =>
        todo.AllChildren("VALARM").Take(MaxAlarms).Where(alarm => alarm.Property("ACTION")?.GetText().Trim().ToUpperInvariant() is null or "DISPLAY" or "AUDIO");

    /// <summary>RFC 5545 3.8.6.3: relative to the start, or to the end where that is asked for or all there is.</summary>
    private static Instant? At(ICalendarComponent alarm, ICalendarComponent todo, TaskZone zone)
    {
        if (alarm.Property("TRIGGER") is not { } trigger)
            return null;
        if (trigger.GetDuration() is not { } duration)
            return trigger.GetDateTime() is { } at ? zone.Zones.ToInstant(at) : null;
        var start = todo.Property("DTSTART")?.GetDateTime();
        var end = todo.Property("DUE")?.GetDateTime();
        var isOfEnd = trigger.ParameterValue("RELATED")?.Equals("END", StringComparison.OrdinalIgnoreCase) == true;
        return (isOfEnd ? end ?? start : start ?? end) is { } anchor ? CalendarTimeZones.Add(zone.Zones.ToInstant(anchor), duration.ToDuration()) : null;
    }
}
