using System.Text;

namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>Encodings of String8 values by their Windows code page.</summary>
public static class StringEncodings
{
    private const int Fallback = 1252;

    /// <summary>
    /// The encoding of a code page; Windows-1252 for a number that names no 8-bit code page (zero, Teletex, UTF-16).
    /// A character that the code page lacks is written as its replacement, never an error.
    /// </summary>
    public static Encoding Of(uint codePage)
    {
        if (codePage == 65001)
            return Encoding.UTF8;
        var wanted = codePage is 0 or NspiProvider.TeletexCodePage or NspiProvider.UnicodeCodePage or 1201 or 12000 or 12001 or > ushort.MaxValue ? Fallback : (int)codePage;
        return CodePagesEncodingProvider.Instance.GetEncoding(wanted)
            ?? Known(wanted)
            ?? CodePagesEncodingProvider.Instance.GetEncoding(Fallback)!;
    }

    private static Encoding? Known(int codePage) => codePage switch
    {
        20127 => Encoding.ASCII,
        28591 => Encoding.Latin1,
        _ => null,
    };
}
