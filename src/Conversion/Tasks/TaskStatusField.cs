using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tasks;

/// <summary>STATUS, PERCENT-COMPLETE and COMPLETED. [MS-OXOTASK] 2.2.2.2.2, 2.2.2.2.3, 2.2.2.2.9, 2.2.2.2.20</summary>
internal sealed class TaskStatusField : TaskField
{
    private const int Complete = 2;
    private const int Deferred = 4;

    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidLid.TaskStatus, PidLid.PercentComplete, PidLid.TaskComplete, PidLid.TaskDateCompleted];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone)
    {
        var percent = Math.Clamp(todo.Property("PERCENT-COMPLETE")?.GetInteger() ?? 0, 0, 100);
        var completed = todo.Property("COMPLETED")?.GetDateTime();
        var status = todo.Property("STATUS")?.GetText().Trim().ToUpperInvariant() switch
        {
            "COMPLETED" => Complete,
            "CANCELLED" => Deferred,
            "IN-PROCESS" => 1,
            "NEEDS-ACTION" => 0,
            _ => completed is not null || percent == 100 ? Complete : percent > 0 ? 1 : 0,
        };
        bag.Set(PidLid.TaskStatus, status);
        bag.Set(PidLid.PercentComplete, status == Complete ? 1.0 : percent / 100.0);
        bag.Set(PidLid.TaskComplete, status == Complete);
        if (status == Complete && completed is { } at)
            bag.Set(PidLid.TaskDateCompleted, TaskZone.Local(zone.DayOf(at)));
    }

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone)
    {
        var isComplete = bag.Get<bool>(PidLid.TaskComplete) || bag.Get<int>(PidLid.TaskStatus) == Complete;
        var percent = isComplete ? 100 : (int)Math.Round(Math.Clamp(bag.Get<double>(PidLid.PercentComplete), 0, 1) * 100);
        todo.Set(new ICalendarProperty("STATUS", isComplete ? "COMPLETED" : bag.Get<int>(PidLid.TaskStatus) switch { 1 => "IN-PROCESS", Deferred => "CANCELLED", _ => "NEEDS-ACTION" }));
        Set(todo, "PERCENT-COMPLETE", percent > 0 ? ICalendarPropertyValues.OfInteger("PERCENT-COMPLETE", percent) : null);
        var day = TaskZone.DayOf(bag.TryGet(PidLid.TaskDateCompleted.Name, out var date) ? date as FileTime? : null);
        Set(todo, "COMPLETED", isComplete && day is { } completed
            ? ICalendarPropertyValues.OfDateTime("COMPLETED", ICalendarDateTime.OfInstant(MapiTime.ToInstant(zone.Begin(completed))))
            : null);
    }
}
