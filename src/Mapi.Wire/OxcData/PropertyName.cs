namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The name of a property beyond 0x8000: a property set and either a 32-bit LID or a string. [MS-OXCDATA] 2.6.1</summary>
/// <param name="Set">Property set.</param>
/// <param name="Lid">Numeric name; zero where <paramref name="Text"/> is given.</param>
/// <param name="Text">String name, compared by ordinal; null for a numeric name. May be empty.</param>
public readonly record struct PropertyName(Guid Set, uint Lid, string? Text)
{
    public static PropertyName Numeric(Guid set, uint lid) => new(set, lid, null);

    public static PropertyName String(Guid set, string text) => new(set, 0, text);

    public override string ToString() => Text is null ? $"{{{Set}}} 0x{Lid:X4}" : $"{{{Set}}} {Text}";
}
