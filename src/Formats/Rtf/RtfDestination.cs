namespace Mapigate.Formats.Rtf;

/// <summary>Where the text of a group goes.</summary>
internal enum RtfDestination
{
    Body,

    /// <summary>A piece of the HTML that the RTF was made of. [MS-OXRTFEX] 2.1.3.1.3</summary>
    HtmlTag,
    FontTable,

    /// <summary>Nowhere.</summary>
    Ignored,
}
