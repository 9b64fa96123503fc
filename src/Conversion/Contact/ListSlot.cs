using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>A list of texts.</summary>
internal sealed class ListSlot(MapiProperty property, string name) : ContactSlot
{
    public override IReadOnlyList<MapiProperty> Properties { get; } = [property];

    public override bool Takes(CardLine line) => line.Is(name);

    public override void Read(CardLine line, PropertyBag bag)
    {
        string[] texts = [.. line.Property.GetTextList().Select(t => t.Trim()).Where(t => t.Length > 0)];
        if (texts.Length > 0)
            property.Set(bag, texts);
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version) =>
        property.Get(bag) is string[] { Length: > 0 } texts ? Line(line, name, string.Join(',', texts.Select(TextValue.Escape))) : null;
}
