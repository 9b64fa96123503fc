using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>One of a contact's three e-mail addresses. [MS-OXOCNTC] 2.2.1.2</summary>
internal sealed class EmailSlot(NamedProperty address, NamedProperty type, NamedProperty displayName, NamedProperty originalDisplayName) : ContactSlot
{
    public override IReadOnlyList<MapiProperty> Properties { get; } = [address];

    public NamedProperty Address => address;

    public override bool Takes(CardLine line) => line.Is("EMAIL") && line.Text.Contains('@', StringComparison.Ordinal);

    public override void Read(CardLine line, PropertyBag bag)
    {
        const string Scheme = "mailto:";
        var text = line.Text.Trim();
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            text = text[Scheme.Length..];
        bag.Set(address, text);
        bag.Set(type, "SMTP");
        bag.Set(originalDisplayName, text);
    }

    /// <summary>What address books show beside the name, once the contact's name is known.</summary>
    public void NameAfter(PropertyBag bag, string? contact)
    {
        if (bag.Get<string>(address) is { } text)
            bag.Set(displayName, string.IsNullOrEmpty(contact) || contact == text ? text : $"{contact} ({text})");
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version) =>
        SmtpAddress(bag) is { } text ? Line(line, "EMAIL", TextValue.Escape(text), "INTERNET") : null;

    /// <summary>An address of the organization's own is known by the name that it was given with.</summary>
    private string? SmtpAddress(PropertyBag bag) =>
        new[] { bag.Get<string>(address), bag.Get<string>(originalDisplayName) }.FirstOrDefault(text => text is not null && text.Contains('@', StringComparison.Ordinal) && !text.StartsWith('/'));
}
