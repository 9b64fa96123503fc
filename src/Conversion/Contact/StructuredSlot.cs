using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>A text of several components, each a property of its own (N, ADR, ORG). RFC 6350 6.2.2, 6.3.1, 6.6.4</summary>
/// <param name="name">The property's name.</param>
/// <param name="components">A property for each component; null for one that MAPI has no place for.</param>
/// <param name="isMine">Which of the lines of that name it is.</param>
/// <param name="types">Types of a new line.</param>
internal sealed class StructuredSlot(string name, MapiProperty?[] components, Func<CardLine, bool> isMine, params string[] types) : ContactSlot
{
    public override IReadOnlyList<MapiProperty> Properties { get; } = [.. components.OfType<MapiProperty>()];

    public override bool Takes(CardLine line) => line.Is(name) && isMine(line);

    public override void Read(CardLine line, PropertyBag bag)
    {
        var values = line.Property.GetStructuredText();
        for (var i = 0; i < components.Length && i < values.Count; i++)
            components[i]?.Set(bag, values[i].Trim().ReplaceLineEndings("\r\n"));
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version)
    {
        if (Properties.All(p => p.Text(bag) is null))
            return null;
        var before = line?.Property.GetStructuredText() ?? [];
        var values = Enumerable.Range(0, Math.Max(components.Length, before.Count))
            .Select(i => i < components.Length && components[i] is { } property ? property.Text(bag) : i < before.Count ? before[i] : null)
            .Select(value => TextValue.Escape((value ?? "").ReplaceLineEndings("\n")))
            .ToList();
        while (values.Count > 1 && line is null && name == "ORG" && values[^1].Length == 0)
            values.RemoveAt(values.Count - 1);
        return Line(line, name, string.Join(';', values), types);
    }
}
