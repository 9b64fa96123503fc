using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>A VTODO as a MAPI task. [MS-OXOTASK]</summary>
public static class TaskConverter
{
    private const int IconIndex = 0x500;

    /// <summary>Not assigned to anybody. [MS-OXOTASK] 2.2.2.2.21</summary>
    private const int Unassigned = 0;

    /// <summary>The task's own version; assigned copies count from there.</summary>
    private const int FirstVersion = 1;

    /// <summary>Converts the first VTODO of the object that is no override of an instance; null where there is none.</summary>
    /// <param name="calendar">The VCALENDAR.</param>
    /// <param name="timeZone">Where the owner's days begin.</param>
    public static ConvertedItem? Convert(ICalendarComponent calendar, DateTimeZone timeZone) =>
        Find(calendar) is { } todo ? new ConvertedItem(Properties(calendar, todo, timeZone), [], []) : null;

    internal static ICalendarComponent? Find(ICalendarComponent calendar) =>
        calendar.AllChildren("VTODO").FirstOrDefault(todo => todo.Property("RECURRENCE-ID") is null) ?? calendar.AllChildren("VTODO").FirstOrDefault();

    internal static PropertyBag Properties(ICalendarComponent calendar, ICalendarComponent todo, DateTimeZone timeZone)
    {
        var zone = new TaskZone(new CalendarTimeZones(calendar, timeZone), timeZone);
        var bag = new PropertyBag();
        foreach (var field in TaskFields.All)
            field.Read(todo, bag, zone);
        var subject = bag.Get<string>(PidTag.Subject)?.ReplaceLineEndings(" ") ?? "";
        bag[PidTag.MessageClass] = "IPM.Task";
        bag[PidTag.IconIndex] = IconIndex;
        bag[PidTag.Subject] = subject;
        bag[PidTag.NormalizedSubject] = subject;
        bag.Set(PidLid.TaskVersion, FirstVersion);
        bag.Set(PidLid.TaskOwnership, Unassigned);
        bag.Set(PidLid.TaskFRecurring, false);
        if (todo.Property("LAST-MODIFIED")?.GetDateTime() is { } modified)
            bag[PidTag.LastModificationTime] = Calendar.MapiTime.Of(zone.Zones.ToInstant(modified));
        return bag;
    }
}
