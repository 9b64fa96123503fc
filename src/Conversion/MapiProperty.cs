using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion;

/// <summary>A property with a number or with a name.</summary>
internal readonly record struct MapiProperty
{
    private readonly PropertyTag? _tag;
    private readonly NamedProperty? _named;

    private MapiProperty(PropertyTag? tag, NamedProperty? named) => (_tag, _named) = (tag, named);

    public static implicit operator MapiProperty(PropertyTag tag) => new(tag, null);

    public static implicit operator MapiProperty(NamedProperty named) => new(null, named);

    public object? Get(PropertyBag bag) =>
        _tag is { } tag ? bag[tag] : bag.TryGet(_named!.Value.Name, out var value) ? value : null;

    public string? Text(PropertyBag bag) => Get(bag) as string is { Length: > 0 } text ? text : null;

    /// <summary>Sets the value; null or an empty text leaves the property out.</summary>
    public void Set(PropertyBag bag, object? value)
    {
        if (value is null or "")
            return;
        if (_tag is { } tag)
            bag.Set(tag, value);
        else
            bag.Set(_named!.Value, value);
    }

    /// <summary>Whether both hold the same; an empty text is no value.</summary>
    public bool IsSame(PropertyBag one, PropertyBag other) => (Get(one), Get(other)) switch
    {
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        var (a, b) => Equals(a is "" ? null : a, b is "" ? null : b),
    };
}
