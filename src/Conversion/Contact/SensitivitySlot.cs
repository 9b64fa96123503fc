using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>CLASS. [MS-OXVCARD] 2.1.3.7.1</summary>
internal sealed class SensitivitySlot : ContactSlot
{
    private static readonly string[] Names = ["PUBLIC", "X-PERSONAL", "PRIVATE", "CONFIDENTIAL"];

    public override IReadOnlyList<MapiProperty> Properties { get; } = [PidTag.Sensitivity];

    public override bool Takes(CardLine line) => line.Is("CLASS");

    public override void Read(CardLine line, PropertyBag bag)
    {
        if (Array.FindIndex(Names, name => name.Equals(line.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is > 0 and var value)
            bag.Set(PidTag.Sensitivity, value);
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version) =>
        bag.Get<int>(PidTag.Sensitivity) is >= 1 and <= 3 and var value ? Line(line, "CLASS", Names[value]) : null;
}
