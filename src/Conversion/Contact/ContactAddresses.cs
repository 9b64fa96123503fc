using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>Postal addresses as one text each, as clients show them. [MS-OXOCNTC] 2.2.1.3</summary>
internal static class ContactAddresses
{
    public static void Format(PropertyBag bag)
    {
        Format(bag, ContactSlots.HomeAddress, PidLid.HomeAddress);
        Format(bag, ContactSlots.WorkAddress, PidLid.WorkAddress);
        Format(bag, ContactSlots.OtherAddress, PidLid.OtherAddress);
    }

    /// <summary>Post office box, street, city, state, postal code and country are the slot's properties in this order.</summary>
    private static void Format(PropertyBag bag, StructuredSlot slot, MapiProperty whole)
    {
        var texts = slot.Properties.Select(property => property.Text(bag)).ToArray();
        var region = string.Join(' ', new[] { texts[3], texts[4] }.OfType<string>());
        var city = string.Join(", ", new[] { texts[2], region }.Where(text => !string.IsNullOrEmpty(text)));
        whole.Set(bag, string.Join("\r\n", new[] { texts[1] ?? texts[0], city, texts[5] }.Where(text => !string.IsNullOrEmpty(text))));
    }
}
