using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tasks;

/// <summary>CLASS. RFC 5545 3.8.1.3</summary>
internal sealed class TaskSensitivityField : TaskField
{
    private static readonly string[] Names = ["PUBLIC", "X-PERSONAL", "PRIVATE", "CONFIDENTIAL"];

    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidTag.Sensitivity];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone)
    {
        var value = Math.Max(0, Array.FindIndex(Names, name => name.Equals(todo.Property("CLASS")?.GetText().Trim(), StringComparison.OrdinalIgnoreCase)));
        bag[PidTag.Sensitivity] = value;
        bag.Set(PidLid.Private, value >= 2);
    }

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone) =>
        Set(todo, "CLASS", bag.Get<int>(PidTag.Sensitivity) is >= 1 and <= 3 and var value ? new ICalendarProperty("CLASS", Names[value]) : null);
}
