namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A property and its value; the value has the .NET type that <see cref="PropertyType"/> names for the tag's type.</summary>
public readonly record struct PropertyValue(PropertyTag Tag, object Value);
