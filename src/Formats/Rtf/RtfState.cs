using System.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>What a group inherits and its end restores.</summary>
internal record struct RtfState
{
    public RtfDestination Destination { get; set; }

    /// <summary>Between \htmlrtf and \htmlrtf0: RTF for programs that know no HTML. [MS-OXRTFEX] 2.1.3.1.5</summary>
    public bool IsForRtfOnly { get; set; }

    /// <summary>What bytes mean here; null for the document's code page.</summary>
    public Encoding? Encoding { get; set; }

    /// <summary>Bytes that stand for a \u character in readers that know none.</summary>
    public int UnicodeSkip { get; set; }

    public RtfStyle Style { get; set; }
}
