using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Tasks;

/// <summary>Some properties of a VTODO that go together, and what they are in MAPI. What no field owns is nobody's but the calendar object's.</summary>
internal abstract class TaskField
{
    /// <summary>The properties that decide whether the object is still right.</summary>
    public abstract IReadOnlyList<MapiProperty> Properties { get; }

    public abstract void Read(ICalendarComponent todo, PropertyBag bag, TaskZone zone);

    /// <summary>Brings the object in step with the properties.</summary>
    public abstract void Write(PropertyBag bag, ICalendarComponent todo, TaskZone zone);

    protected static void Set(ICalendarComponent todo, string name, ICalendarProperty? property)
    {
        if (property is not null)
            todo.Set(property);
        else
            Remove(todo, name);
    }

    protected static void Remove(ICalendarComponent todo, string name)
    {
        foreach (var property in todo.AllProperties(name).ToList())
            todo.Properties.Remove(property);
    }
}
