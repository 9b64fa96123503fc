using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Tasks;

/// <summary>A list of texts.</summary>
internal sealed class TaskListField(string name, MapiProperty property) : TaskField
{
    private const int MaxTexts = 100;

    public override IReadOnlyList<MapiProperty> Properties { get; } = [property];

    public override void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone)
    {
        string[] texts = [.. todo.AllProperties(name).SelectMany(p => p.GetTextList()).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxTexts)];
        if (texts.Length > 0)
            property.Set(bag, texts);
    }

    public override void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone) =>
        Set(todo, name, property.Get(bag) is string[] { Length: > 0 } texts ? ICalendarPropertyValues.OfTextList(name, texts) : null);
}
