using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tasks;

/// <summary>PRIORITY: 1 is the highest, 9 the lowest, 0 none. RFC 5545 3.8.1.9</summary>
internal sealed class TaskImportanceField : TaskField
{
    private const int Normal = 1;

    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidTag.Importance];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone) =>
        bag[PidTag.Importance] = todo.Property("PRIORITY")?.GetInteger() switch { >= 1 and <= 4 => 2, >= 6 and <= 9 => 0, _ => Normal };

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone) =>
        Set(todo, "PRIORITY", bag[PidTag.Importance] switch { 0 => ICalendarPropertyValues.OfInteger("PRIORITY", 9), 2 => ICalendarPropertyValues.OfInteger("PRIORITY", 1), _ => null });
}
