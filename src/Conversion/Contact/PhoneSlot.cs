using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>A telephone number, known by its types. [MS-OXVCARD] 2.1.3.3.1</summary>
/// <param name="property">The property.</param>
/// <param name="required">Types that a line must have.</param>
/// <param name="forbidden">Types that it must not have.</param>
internal sealed class PhoneSlot(MapiProperty property, string[] required, params string[] forbidden) : ContactSlot
{
    private const string Scheme = "tel:";

    public override IReadOnlyList<MapiProperty> Properties { get; } = [property];

    public override bool Takes(CardLine line) => line.Is("TEL") && line.Types.IsSupersetOf(required) && !line.Types.Overlaps(forbidden);

    public override void Read(CardLine line, PropertyBag bag)
    {
        var text = line.Text.Trim();
        property.Set(bag, text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text[Scheme.Length..]) : text);
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version) =>
        property.Text(bag) is { } text ? Line(line, "TEL", TextValue.Escape(text), required.Length > 0 ? required : ["VOICE"]) : null;
}
