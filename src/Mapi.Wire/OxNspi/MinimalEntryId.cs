using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>An object of one address book server, valid while the server lives; small values are positions and results. [MS-OXNSPI] 2.2.9.1</summary>
public readonly record struct MinimalEntryId(uint Value)
{
    /// <summary>Values below stand for positions and for results of name resolution.</summary>
    public const uint FirstObject = 0x10;

    /// <summary>Before the first row. [MS-OXNSPI] 2.2.1.8</summary>
    public static readonly MinimalEntryId BeginningOfTable = new(0);

    /// <summary>The row named by the position fields of <see cref="Stat"/>. [MS-OXNSPI] 2.2.1.8</summary>
    public static readonly MinimalEntryId Current = new(1);

    /// <summary>After the last row. [MS-OXNSPI] 2.2.1.8</summary>
    public static readonly MinimalEntryId EndOfTable = new(2);

    /// <summary>A name that matches nothing. [MS-OXNSPI] 2.2.1.9</summary>
    public static readonly MinimalEntryId Unresolved = new(0);

    /// <summary>A name that matches several objects. [MS-OXNSPI] 2.2.1.9</summary>
    public static readonly MinimalEntryId Ambiguous = new(1);

    /// <summary>A name that matches one object, whose row follows. [MS-OXNSPI] 2.2.1.9</summary>
    public static readonly MinimalEntryId Resolved = new(2);

    /// <summary>Names an object, neither a position nor a result.</summary>
    public bool IsObject => Value >= FirstObject;

    public static MinimalEntryId Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(Value);

    public override string ToString() => $"0x{Value:X}";
}
