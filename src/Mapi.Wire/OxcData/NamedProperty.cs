namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A property known by its name and type before a mailbox has given it an identifier.</summary>
public readonly record struct NamedProperty(PropertyName Name, PropertyType Type);
