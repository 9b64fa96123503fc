namespace Mapigate.Formats.Rtf;

/// <summary>The words, the text and the HTML of characters that RTF has words for. [MS-OXRTFEX] 3.1.1</summary>
internal static class RtfCharacters
{
    public static RtfCharacter? OfWord(string word) => word switch
    {
        "par" or "sect" or "page" => RtfCharacter.Paragraph,
        "line" or "row" => RtfCharacter.Line,
        "cell" => RtfCharacter.Cell,
        "tab" => RtfCharacter.Tab,
        "bullet" => RtfCharacter.Bullet,
        "endash" => RtfCharacter.EnDash,
        "emdash" => RtfCharacter.EmDash,
        "enspace" => RtfCharacter.EnSpace,
        "emspace" => RtfCharacter.EmSpace,
        "lquote" => RtfCharacter.LeftQuote,
        "rquote" => RtfCharacter.RightQuote,
        "ldblquote" => RtfCharacter.LeftDoubleQuote,
        "rdblquote" => RtfCharacter.RightDoubleQuote,
        "zwj" => RtfCharacter.ZeroWidthJoiner,
        "zwnj" => RtfCharacter.ZeroWidthNonJoiner,
        _ => null,
    };

    public static string Text(RtfCharacter character) => character switch
    {
        RtfCharacter.Paragraph or RtfCharacter.Line => "\r\n",
        RtfCharacter.Tab or RtfCharacter.Cell => "\t",
        RtfCharacter.NoBreakSpace => "\u00A0",
        RtfCharacter.NoBreakHyphen => "\u2011",
        RtfCharacter.SoftHyphen => "\u00AD",
        RtfCharacter.Bullet => "\u2022",
        RtfCharacter.EnDash => "\u2013",
        RtfCharacter.EmDash => "\u2014",
        RtfCharacter.EnSpace => "\u2002",
        RtfCharacter.EmSpace => "\u2003",
        RtfCharacter.LeftQuote => "\u2018",
        RtfCharacter.RightQuote => "\u2019",
        RtfCharacter.LeftDoubleQuote => "\u201C",
        RtfCharacter.RightDoubleQuote => "\u201D",
        RtfCharacter.ZeroWidthJoiner => "\u200D",
        _ => "\u200C",
    };

    public static string Html(RtfCharacter character) => character switch
    {
        RtfCharacter.NoBreakSpace => "&nbsp;",
        RtfCharacter.SoftHyphen => "&shy;",
        RtfCharacter.Bullet => "&bull;",
        RtfCharacter.EnDash => "&ndash;",
        RtfCharacter.EmDash => "&mdash;",
        RtfCharacter.EnSpace => "&ensp;",
        RtfCharacter.EmSpace => "&emsp;",
        RtfCharacter.LeftQuote => "&lsquo;",
        RtfCharacter.RightQuote => "&rsquo;",
        RtfCharacter.LeftDoubleQuote => "&ldquo;",
        RtfCharacter.RightDoubleQuote => "&rdquo;",
        RtfCharacter.ZeroWidthJoiner => "&zwj;",
        RtfCharacter.ZeroWidthNonJoiner => "&zwnj;",
        _ => Text(character),
    };
}
