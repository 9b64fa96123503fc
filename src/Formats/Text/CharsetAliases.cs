using System.Collections.Frozen;

namespace Mapigate.Formats.Text;

/// <summary>Labels that the platform's table lacks or reads too narrowly, with the code page that senders mean.</summary>
internal static class CharsetAliases
{
    internal static readonly FrozenDictionary<string, int> CodePages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["us-ascii"] = 20127, ["ascii"] = 20127, ["usascii"] = 20127, ["ansi_x3.4-1968"] = 20127, ["iso646-us"] = 20127, ["us"] = 20127, ["csascii"] = 20127,
        ["utf-8"] = 65001, ["utf8"] = 65001, ["utf_8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["x-utf-8"] = 65001, ["x-utf8"] = 65001, ["cp65001"] = 65001,
        ["utf8mb4"] = 65001, ["utf-8-sig"] = 65001,
        ["utf-7"] = 65000, ["utf7"] = 65000, ["unicode-1-1-utf-7"] = 65000, ["x-unicode-2-0-utf-7"] = 65000,
        ["utf-16"] = 1201, ["utf16"] = 1201, ["unicode"] = 1200, ["utf-16le"] = 1200, ["ucs-2"] = 1200, ["iso-10646-ucs-2"] = 1200, ["utf-16be"] = 1201, ["unicodefffe"] = 1201,
        ["utf-32"] = 12000, ["utf-32le"] = 12000, ["utf-32be"] = 12001,
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso_8859-1"] = 1252, ["iso88591"] = 1252, ["8859_1"] = 1252, ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["iso-8859-1-windows-3.1-latin-1"] = 1252,
        ["iso-latin-1"] = 1252, ["iso_8859_1"] = 1252, ["iso8859_1"] = 1252, ["x-ansi"] = 1252, ["ansi"] = 1252, ["western"] = 1252, ["cp819"] = 1252, ["ibm819"] = 1252,
        ["iso-8859-2"] = 28592, ["iso8859-2"] = 28592, ["latin2"] = 28592, ["iso8859_2"] = 28592,
        ["iso8859-3"] = 28593, ["iso8859-4"] = 28594, ["iso8859-5"] = 28595, ["iso8859-6"] = 28596, ["iso8859-7"] = 28597, ["iso8859-8"] = 28598,
        ["iso-8859-6-e"] = 28596, ["iso-8859-6-i"] = 28596, ["iso-8859-8-e"] = 28598, ["iso-8859-8-i"] = 28598,
        ["iso-8859-9"] = 1254, ["iso8859-9"] = 1254, ["latin5"] = 1254, ["latin-5"] = 1254,
        ["iso-8859-11"] = 874, ["iso8859-11"] = 874, ["tis-620"] = 874, ["tis620"] = 874,
        ["iso8859-13"] = 28603, ["iso8859-15"] = 28605, ["latin9"] = 28605, ["latin-9"] = 28605, ["iso8859_15"] = 28605,
        ["koi8-r"] = 20866, ["koi8"] = 20866, ["koi"] = 20866, ["koi8-u"] = 21866, ["koi8-ru"] = 21866,
        ["gb2312"] = 54936, ["gbk"] = 54936, ["x-gbk"] = 54936, ["gb_2312-80"] = 54936, ["gb2312-80"] = 54936, ["chinese"] = 54936, ["euc-cn"] = 54936, ["cp936"] = 54936, ["ms936"] = 54936,
        ["windows-936"] = 54936, ["gb18030"] = 54936, ["x-gb18030"] = 54936, ["hz-gb-2312"] = 52936, ["hz"] = 52936,
        ["big5"] = 950, ["big5-hkscs"] = 950, ["big5hkscs"] = 950, ["big-5"] = 950, ["cn-big5"] = 950, ["x-x-big5"] = 950,
        ["euc-kr"] = 949, ["euckr"] = 949, ["ks_c_5601-1987"] = 949, ["ks_c_5601"] = 949, ["ksc5601"] = 949, ["ks_c_5601-1989"] = 949, ["korean"] = 949, ["uhc"] = 949, ["x-windows-949"] = 949,
        ["iso-2022-kr"] = 50225, ["johab"] = 1361,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["windows-31j"] = 932, ["cswindows31j"] = 932, ["cp932"] = 932, ["ms932"] = 932,
        ["euc-jp"] = 51932, ["eucjp"] = 51932, ["x-euc-jp"] = 51932, ["x-euc"] = 51932, ["ujis"] = 51932,
        ["iso-2022-jp"] = 50220, ["iso-2022-jp-1"] = 50220, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-3"] = 50220, ["iso-2022-jp-ms"] = 50220, ["cp50220"] = 50220, ["cp50221"] = 50221, ["jis"] = 50220, ["iso2022-jp"] = 50220,
        ["macintosh"] = 10000, ["mac"] = 10000, ["x-mac-roman"] = 10000, ["macroman"] = 10000, ["x-mac-cyrillic"] = 10007, ["x-mac-ukrainian"] = 10017,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a label such as "cp1250" or "windows-874" is a prefix and a code page number.</summary>
    internal static bool IsCodePagePrefix(ReadOnlySpan<char> prefix) =>
        prefix.Equals("cp", StringComparison.OrdinalIgnoreCase) || prefix.Equals("cp-", StringComparison.OrdinalIgnoreCase)
        || prefix.Equals("x-cp", StringComparison.OrdinalIgnoreCase) || prefix.Equals("ms", StringComparison.OrdinalIgnoreCase)
        || prefix.Equals("win", StringComparison.OrdinalIgnoreCase) || prefix.Equals("win-", StringComparison.OrdinalIgnoreCase)
        || prefix.Equals("windows", StringComparison.OrdinalIgnoreCase) || prefix.Equals("windows-", StringComparison.OrdinalIgnoreCase)
        || prefix.Equals("windows_", StringComparison.OrdinalIgnoreCase) || prefix.Equals("ibm", StringComparison.OrdinalIgnoreCase)
        || prefix.Equals("ibm-", StringComparison.OrdinalIgnoreCase);
}
