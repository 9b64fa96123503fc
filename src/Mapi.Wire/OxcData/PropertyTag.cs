namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A property's identifier and type in one 32-bit value: the identifier above, the type below. [MS-OXCDATA] 2.9</summary>
public readonly record struct PropertyTag(uint Value) : IComparable<PropertyTag>
{
    /// <summary>Flag in a type: a table shows one row for each value of the multi-valued property. [MS-OXCDATA] 2.11.1.3</summary>
    public const ushort MultivalueInstance = 0x2000;

    /// <summary>Flag in a type: an array of the base type.</summary>
    public const ushort Multivalue = 0x1000;

    public PropertyTag(ushort id, PropertyType type)
        : this(((uint)id << 16) | (uint)type)
    {
    }

    public ushort Id => (ushort)(Value >> 16);

    public PropertyType Type => (PropertyType)(ushort)Value;

    /// <summary>Identifiers from 0x8000 on stand for names that each mailbox maps itself. [MS-OXCPRPT] 3.1.4.1</summary>
    public bool IsNamed => Id >= 0x8000;

    public bool IsMultivalued => ((ushort)Value & Multivalue) != 0;

    /// <summary>The type is one of the two string types; both name the same property.</summary>
    public bool IsString => (Type & ~(PropertyType)Multivalue) is PropertyType.String or PropertyType.String8;

    public PropertyTag WithType(PropertyType type) => new(Id, type);

    /// <summary>String8 types become String types; all else stays.</summary>
    public PropertyTag Unicode => Type switch
    {
        PropertyType.String8 => WithType(PropertyType.String),
        PropertyType.MultipleString8 => WithType(PropertyType.MultipleString),
        _ => this,
    };

    public int CompareTo(PropertyTag other) => Value.CompareTo(other.Value);

    public override string ToString() => $"0x{Value:X8}";
}
