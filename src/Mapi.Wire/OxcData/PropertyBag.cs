using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>
/// The properties of one object. A property has one type: setting it with another type replaces it, and String8 is kept as String.
/// Names that no mailbox has mapped yet stand in <see cref="Named"/>.
/// </summary>
/// <param name="capacity">As many properties as are expected.</param>
public sealed class PropertyBag(int capacity = 0) : IEnumerable<PropertyValue>
{
    private readonly Dictionary<ushort, PropertyValue> _values = new(capacity);
    private Dictionary<PropertyName, (PropertyType Type, object Value)>? _named;

    public int Count => _values.Count;

    /// <summary>Properties still known by name only.</summary>
    public IReadOnlyDictionary<PropertyName, (PropertyType Type, object Value)> Named =>
        _named ?? (IReadOnlyDictionary<PropertyName, (PropertyType, object)>)System.Collections.Immutable.ImmutableDictionary<PropertyName, (PropertyType, object)>.Empty;

    /// <summary>Gets or sets the value of a property; null means absent. The type of the tag must match; a String8 tag finds the string.</summary>
    [DisallowNull]
    public object? this[PropertyTag tag]
    {
        get => TryGet(tag, out var value) ? value : null;
        set => Set(tag, value);
    }

    public void Set(PropertyTag tag, object value)
    {
        tag = tag.Unicode;
        _values[tag.Id] = new PropertyValue(tag, value);
    }

    public void Set(NamedProperty property, object value) => Set(property.Name, property.Type, value);

    public void Set(PropertyName name, PropertyType type, object value) => (_named ??= [])[name] = (type, value);

    public bool Remove(ushort id) => _values.Remove(id);

    public bool Remove(PropertyTag tag) => _values.Remove(tag.Id);

    public bool Remove(PropertyName name) => _named?.Remove(name) ?? false;

    public bool Contains(ushort id) => _values.ContainsKey(id);

    /// <summary>Finds a property whatever its type.</summary>
    public bool TryGet(ushort id, out PropertyValue value) => _values.TryGetValue(id, out value);

    /// <summary>Finds a property of that type; the two string types are one, Unspecified is any.</summary>
    public bool TryGet(PropertyTag tag, [NotNullWhen(true)] out object? value)
    {
        if (_values.TryGetValue(tag.Id, out var found) && (tag.Type == PropertyType.Unspecified || found.Tag.Type == tag.Unicode.Type))
        {
            value = found.Value;
            return true;
        }

        value = null;
        return false;
    }

    public bool TryGet(PropertyName name, [NotNullWhen(true)] out object? value)
    {
        value = _named is not null && _named.TryGetValue(name, out var found) ? found.Value : null;
        return value is not null;
    }

    /// <summary>The value, or the default of <typeparamref name="T"/> where the property is absent or of another type.</summary>
    public T? Get<T>(PropertyTag tag) => TryGet(tag, out var value) && value is T typed ? typed : default;

    public T? Get<T>(NamedProperty property) => TryGet(property.Name, out var value) && value is T typed ? typed : default;

    public PropertyBag Clone()
    {
        var copy = new PropertyBag();
        copy.SetAll(this);
        return copy;
    }

    /// <summary>Sets everything that <paramref name="other"/> holds, named properties included.</summary>
    public void SetAll(PropertyBag other)
    {
        foreach (var value in other)
            _values[value.Tag.Id] = value;
        foreach (var (name, (type, value)) in other.Named)
            Set(name, type, value);
    }

    public IEnumerator<PropertyValue> GetEnumerator() => _values.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
