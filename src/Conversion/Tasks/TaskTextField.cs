using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Tasks;

/// <summary>One text.</summary>
internal sealed class TaskTextField(string name, MapiProperty property) : TaskField
{
    public override IReadOnlyList<MapiProperty> Properties { get; } = [property];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone) =>
        property.Set(bag, todo.Property(name)?.GetText().ReplaceLineEndings("\r\n").TrimEnd());

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone) =>
        Set(todo, name, property.Text(bag) is { } text ? ICalendarPropertyValues.OfText(name, text.ReplaceLineEndings("\n").TrimEnd()) : null);
}
