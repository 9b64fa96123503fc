using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>A place of a card: at most one of its lines, and the properties that it stands for. A line that no slot takes is nobody's but the card's.</summary>
internal abstract class ContactSlot
{
    /// <summary>The properties that decide whether the line is still right.</summary>
    public abstract IReadOnlyList<MapiProperty> Properties { get; }

    public abstract bool Takes(CardLine line);

    public abstract void Read(CardLine line, PropertyBag bag);

    /// <summary>The line for the properties; null where they say nothing.</summary>
    /// <param name="bag">The contact.</param>
    /// <param name="line">The line of the card as it was, whose name, group and parameters stay; null for a new one.</param>
    /// <param name="version">The card's version.</param>
    public abstract ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version);

    /// <summary>A property with the value, like the line before or new with the types.</summary>
    protected static ICalendarProperty Line(CardLine? line, string name, string rawValue, params string[] types)
    {
        var property = new ICalendarProperty(line?.Property.Name ?? name, rawValue);
        foreach (var parameter in line?.Property.Parameters.Where(p => !p.Name.Equals("VALUE", StringComparison.OrdinalIgnoreCase)) ?? [])
            property.Parameters.Add(parameter);
        if (line is null && types.Length > 0)
            property.Parameters.Add(new ICalendarParameter("TYPE", types));
        return property;
    }
}
