using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>One text. A name of several programs' making is read under each of their names and written under the first.</summary>
internal sealed class TextSlot(MapiProperty property, string[] names, params string[] types) : ContactSlot
{
    public TextSlot(MapiProperty property, string name, params string[] types)
        : this(property, [name], types)
    {
    }

    public override IReadOnlyList<MapiProperty> Properties { get; } = [property];

    public override bool Takes(CardLine line) => Array.Exists(names, line.Is) && line.Types.IsSupersetOf(types);

    public override void Read(CardLine line, PropertyBag bag) => property.Set(bag, line.Text.ReplaceLineEndings("\r\n").TrimEnd());

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version) =>
        property.Text(bag) is { } text ? Line(line, names[0], TextValue.Escape(text.ReplaceLineEndings("\n")), types) : null;
}
