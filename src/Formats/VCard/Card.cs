using System.Buffers;
using Mapigate.Formats.ICalendar;

namespace Mapigate.Formats.VCard;

/// <summary>
/// A card of versions 2.1, 3.0 (RFC 2426) or 4.0 (RFC 6350). Its lines have the syntax of iCalendar's and are kept as they were written, so that what is not
/// touched is written back unchanged.
/// </summary>
public sealed class Card
{
    private readonly ICalendarComponent _component;

    private Card(ICalendarComponent component) => _component = component;

    /// <param name="version">3.0 or 4.0.</param>
    public Card(string version)
    {
        _component = new ICalendarComponent("VCARD");
        _component.Properties.Add(new ICalendarProperty("VERSION", version));
    }

    /// <summary>VERSION; 3.0 where the card does not say.</summary>
    public string Version => Lines("VERSION").FirstOrDefault()?.Property.RawValue.Trim() is { Length: > 0 } version ? version : "3.0";

    /// <summary>The lines in their order.</summary>
    public IEnumerable<CardLine> All => _component.Properties.Select(property => new CardLine(property));

    /// <summary>The cards of a stream; every input gives a list, what cannot be understood is left out.</summary>
    public static IReadOnlyList<Card> Parse(ReadOnlySpan<byte> octets, ICalendarLimits? limits = null) =>
        [.. ICalendarDocument.Parse(octets, limits).Components.Where(component => component.Is("VCARD")).Select(component => new Card(component))];

    /// <summary>The lines of a name, whatever their group.</summary>
    public IEnumerable<CardLine> Lines(string name) => All.Where(line => line.Is(name));

    public void Add(ICalendarProperty property) => _component.Properties.Add(property);

    public void Remove(CardLine line) => _component.Properties.Remove(line.Property);

    /// <summary>Puts the property in the place of a line.</summary>
    public void Replace(CardLine line, ICalendarProperty property) => _component.Properties[_component.Properties.IndexOf(line.Property)] = property;

    /// <summary>Puts the property in the place of the first line of its name and drops the others; at the end if there was none.</summary>
    public void Set(ICalendarProperty property) => _component.Set(property);

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        new ICalendarWriter(buffer).Write(_component);
        return buffer.WrittenSpan.ToArray();
    }
}
