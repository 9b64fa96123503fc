namespace Mapigate.Mapi.Wire.OxRtfCp;

/// <summary>The last 4,096 bytes, beginning with what RTF mostly begins with. [MS-OXRTFCP] 2.1.2.1</summary>
internal sealed class RtfDictionary
{
    public const int Size = 4096;
    public const int ShortestMatch = 2;
    public const int LongestMatch = ShortestMatch + 15;

    private readonly byte[] _octets = new byte[Size];

    public RtfDictionary()
    {
        var initial =
            "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"u8;
        initial.CopyTo(_octets);
        Position = Filled = initial.Length;
    }

    /// <summary>Where the next byte is written.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that hold something.</summary>
    public int Filled { get; private set; }

    public byte this[int offset] => _octets[offset % Size];

    public void Add(byte octet)
    {
        _octets[Position] = octet;
        Filled = Math.Max(Filled, Position + 1);
        Position = (Position + 1) % Size;
    }
}
