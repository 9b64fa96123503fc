using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A filter over rows. [MS-OXCDATA] 2.12</summary>
public abstract record Restriction
{
    /// <summary>Deepest nesting and most nodes that are read; a filter beyond is refused as TooComplex would be.</summary>
    public const int MaxDepth = 64;

    public static Restriction Read(ref WireReader reader, Encoding string8) => RestrictionCodec.Read(ref reader, string8);

    public void Write(WireWriter writer, Encoding string8) => RestrictionCodec.Write(writer, this, string8);
}

/// <summary>[MS-OXCDATA] 2.12.1</summary>
public sealed record AndRestriction(IReadOnlyList<Restriction> Restrictions) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.2</summary>
public sealed record OrRestriction(IReadOnlyList<Restriction> Restrictions) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.3</summary>
public sealed record NotRestriction(Restriction Restriction) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.4</summary>
public sealed record ContentRestriction(FuzzyLevelLow Low, FuzzyLevelHigh High, PropertyTag Tag, PropertyValue Value) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.5</summary>
public sealed record PropertyRestriction(RelationalOperator Operator, PropertyTag Tag, PropertyValue Value) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.6</summary>
public sealed record ComparePropertiesRestriction(RelationalOperator Operator, PropertyTag Left, PropertyTag Right) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.7</summary>
public sealed record BitMaskRestriction(bool WantsZero, PropertyTag Tag, uint Mask) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.8</summary>
public sealed record SizeRestriction(RelationalOperator Operator, PropertyTag Tag, uint Size) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.9</summary>
public sealed record ExistRestriction(PropertyTag Tag) : Restriction;

/// <summary>A filter on the rows of recipients or attachments. [MS-OXCDATA] 2.12.10</summary>
public sealed record SubObjectRestriction(PropertyTag Table, Restriction Restriction) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.11</summary>
public sealed record CommentRestriction(IReadOnlyList<PropertyValue> Comments, Restriction? Restriction) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.12</summary>
public sealed record CountRestriction(uint Count, Restriction Restriction) : Restriction;

/// <summary>[MS-OXCDATA] 2.12.5.1</summary>
public enum RelationalOperator : byte
{
    LessThan = 0,
    LessThanOrEqual = 1,
    GreaterThan = 2,
    GreaterThanOrEqual = 3,
    Equal = 4,
    NotEqual = 5,
    MatchesRegularExpression = 6,
    MemberOfDistributionList = 0x64,
}

/// <summary>[MS-OXCDATA] 2.12.4.1</summary>
public enum FuzzyLevelLow : ushort
{
    FullString = 0,
    Substring = 1,
    Prefix = 2,
}

/// <summary>[MS-OXCDATA] 2.12.4.1</summary>
[Flags]
public enum FuzzyLevelHigh : ushort
{
    None = 0,
    IgnoreCase = 1,
    IgnoreNonspace = 2,
    Loose = 4,
}
