using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>A MAPI task as a VTODO. Of an object that is there already only that changes whose properties have changed.</summary>
public static class TaskComposer
{
    /// <param name="task">The task.</param>
    /// <param name="stored">The object as it is stored, which is changed; null for a new one.</param>
    /// <param name="uid">UID of a new object.</param>
    /// <param name="timeZone">Where the owner's days begin.</param>
    /// <param name="now">The present.</param>
    public static ICalendarDocument Compose(ConvertedItem task, ICalendarDocument? stored, string uid, DateTimeZone timeZone, Instant now)
    {
        var document = stored ?? New();
        var calendar = document.Calendar ?? throw new InvalidDataException("The object holds no calendar");
        var todo = TaskConverter.Find(calendar) ?? NewTodo(calendar, uid, now);
        var zone = new TaskZone(new CalendarTimeZones(calendar, timeZone), timeZone);
        var before = TaskConverter.Properties(calendar, todo, timeZone);
        foreach (var field in TaskFields.All)
        {
            if (!field.Properties.All(property => property.IsSame(before, task.Properties)))
                field.Write(task.Properties, todo, zone);
        }

        todo.Set(ICalendarPropertyValues.OfDateTime("DTSTAMP", ICalendarDateTime.OfInstant(now)));
        todo.Set(ICalendarPropertyValues.OfDateTime("LAST-MODIFIED", ICalendarDateTime.OfInstant(now)));
        return document;
    }

    private static ICalendarDocument New()
    {
        var calendar = new ICalendarComponent("VCALENDAR");
        calendar.Properties.Add(new ICalendarProperty("VERSION", "2.0"));
        calendar.Properties.Add(ICalendarPropertyValues.OfText("PRODID", AppointmentComposer.ProductId));
        var document = new ICalendarDocument();
        document.Components.Add(calendar);
        return document;
    }

    private static ICalendarComponent NewTodo(ICalendarComponent calendar, string uid, Instant now)
    {
        var todo = new ICalendarComponent("VTODO");
        todo.Properties.Add(ICalendarPropertyValues.OfText("UID", uid));
        todo.Properties.Add(ICalendarPropertyValues.OfDateTime("CREATED", ICalendarDateTime.OfInstant(now)));
        calendar.Children.Add(todo);
        return todo;
    }
}
