namespace Mapigate.Formats.Rtf;

internal enum RtfTokenKind
{
    End,
    GroupStart,
    GroupEnd,

    /// <summary>A control word with its number, if any.</summary>
    Word,

    /// <summary>A control symbol: a backslash and one character.</summary>
    Symbol,

    /// <summary>\'hh: one byte of the present code page.</summary>
    Hex,

    /// <summary>Bytes as they stand.</summary>
    Text,
}
