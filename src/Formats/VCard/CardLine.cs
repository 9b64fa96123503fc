using Mapigate.Formats.ICalendar;

namespace Mapigate.Formats.VCard;

/// <summary>One line of a card: a property, perhaps of a group ("item1.EMAIL"), with the types that it names in any of the versions' ways.</summary>
public sealed class CardLine
{
    private static readonly HashSet<string> NoTypes = new(["ENCODING", "CHARSET", "VALUE", "LANGUAGE", "BASE64", "QUOTED-PRINTABLE", "8BIT", "7BIT", "B"], StringComparer.OrdinalIgnoreCase);

    internal CardLine(ICalendarProperty property)
    {
        Property = property;
        var dot = property.Name.IndexOf('.', StringComparison.Ordinal);
        Group = dot > 0 ? property.Name[..dot] : null;
        Name = property.Name[(dot + 1)..];
        Types = TypesOf(property);
    }

    /// <summary>The property as it stands in the card.</summary>
    public ICalendarProperty Property { get; }

    /// <summary>The group's name; null outside of groups. RFC 6350 3.3</summary>
    public string? Group { get; }

    /// <summary>The name without the group.</summary>
    public string Name { get; }

    /// <summary>TYPE parameters, and the bare words of version 2.1; they compare without regard to case.</summary>
    public IReadOnlySet<string> Types { get; }

    /// <summary>Named as preferred: TYPE=PREF, or the PREF parameter of version 4.0.</summary>
    public bool IsPreferred => Types.Contains("PREF") || Property.ParameterValue("PREF") is { Length: > 0 };

    /// <summary>The value as one text.</summary>
    public string Text => Property.GetText();

    /// <summary>The octets of an inline value: base64, or a data URI as version 4.0 has it; null for anything else.</summary>
    public byte[]? Octets
    {
        get
        {
            if (Property.GetBinary() is { } octets)
                return octets;
            const string Marker = ";base64,";
            var raw = Property.RawValue;
            var at = raw.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? raw.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) : -1;
            if (at < 0)
                return null;
            var decoded = new byte[raw.Length];
            return Convert.TryFromBase64String(raw[(at + Marker.Length)..], decoded, out var length) ? decoded[..length] : null;
        }
    }

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> TypesOf(ICalendarProperty property)
    {
        var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in property.Parameters)
        {
            if (parameter.Name.Equals("TYPE", StringComparison.OrdinalIgnoreCase))
                types.UnionWith(parameter.Values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
            else if (parameter.Values.Count == 0 && !NoTypes.Contains(parameter.Name))
                types.Add(parameter.Name);
        }

        return types;
    }
}
