namespace Mapigate.Formats.Rtf;

/// <summary>Characters that RTF writes as a control word or symbol.</summary>
internal enum RtfCharacter
{
    Paragraph,
    Line,
    Cell,
    Tab,
    NoBreakSpace,
    NoBreakHyphen,
    SoftHyphen,
    Bullet,
    EnDash,
    EmDash,
    EnSpace,
    EmSpace,
    LeftQuote,
    RightQuote,
    LeftDoubleQuote,
    RightDoubleQuote,
    ZeroWidthJoiner,
    ZeroWidthNonJoiner,
}
