using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>Overrides as the modified instances of a recurrence. [MS-OXCICAL] 2.1.3.1.1.20.20, [MS-OXOCAL] 2.2.1.44.2</summary>
internal sealed class ExceptionConverter(CalendarSeries series)
{
    private const int MaxExceptions = 2000;

    /// <summary>The overrides of the pattern's instances, in the order of their new starts.</summary>
    public IReadOnlyList<ConvertedException> Convert(SeriesShape shape) =>
    [
        .. series.OverridesByInstance.Where(pair => shape.Members(pair.Key)).OrderBy(pair => pair.Key).Take(MaxExceptions)
            .Select(pair => Convert(pair.Key, pair.Value)).OrderBy(exception => exception.Info.StartDateTime),
    ];

    private ConvertedException Convert(LocalDateTime recurrenceId, ICalendarComponent component)
    {
        var master = series.Master;
        var start = component.Property("DTSTART")?.GetDateTime() ?? series.Start!.Value with { Local = recurrenceId };
        var end = series.EndOf(component, start);
        var interval = new Interval(series.Zones.ToInstant(start), end);
        var ofMaster = new Interval(series.Zones.ToInstant(series.Start!.Value), series.EndOf(master, series.Start.Value));
        var reminder = ReminderConverter.Of(component, interval, series.Zones);
        var ofSeries = ReminderConverter.Of(master, ofMaster, series.Zones);
        var (subject, location) = (AppointmentText.Subject(component), AppointmentText.Location(component));
        var busy = AppointmentText.BusyStatus(component);
        var info = new ExceptionInfo
        {
            StartDateTime = MapiTime.ToRecurrence(series.Zones.ToLocal(start, series.Zone)),
            EndDateTime = MapiTime.ToRecurrence(end.InZone(series.Zone).LocalDateTime),
            OriginalStartDate = MapiTime.ToRecurrence(recurrenceId),
            Subject = subject != AppointmentText.Subject(master) ? subject : null,
            Location = location != AppointmentText.Location(master) ? location : null,
            ReminderSet = reminder.IsSet != ofSeries.IsSet ? reminder.IsSet ? 1u : 0u : null,
            ReminderDelta = reminder.IsSet && reminder.MinutesBefore != ofSeries.MinutesBefore ? (uint)reminder.MinutesBefore : null,
            BusyStatus = busy != AppointmentText.BusyStatus(master) ? (uint)busy : null,
            SubType = start.IsDate != series.Start.Value.IsDate ? start.IsDate ? 1u : 0u : null,
            HasExceptionalBody = AppointmentText.Body(component) != AppointmentText.Body(master),
        };
        var isDeleted = component.Property("STATUS")?.GetText().Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true;
        return new ConvertedException(component, recurrenceId, info, new ExtendedException { Subject = info.Subject, Location = info.Location }, isDeleted);
    }
}
