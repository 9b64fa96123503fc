using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>Cuts RTF into its tokens. Every input has some; nothing is refused.</summary>
internal ref struct RtfReader(ReadOnlySpan<byte> rtf)
{
    private const int LongestWord = 32;

    private static readonly SearchValues<byte> Special = SearchValues.Create("{}\\\r\n\0"u8);

    private readonly ReadOnlySpan<byte> _rtf = rtf;
    private int _at;

    /// <summary>Name of a control word; empty otherwise.</summary>
    public string Word { get; private set; } = "";

    /// <summary>The word's number; null where it has none.</summary>
    public int? Number { get; private set; }

    /// <summary>The byte of a hexadecimal escape, or the character of a symbol.</summary>
    public byte Octet { get; private set; }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    public RtfTokenKind Next()
    {
        while (_at < _rtf.Length && _rtf[_at] is (byte)'\r' or (byte)'\n' or 0)
            _at++;
        if (_at >= _rtf.Length)
            return RtfTokenKind.End;
        switch (_rtf[_at])
        {
            case (byte)'{':
                _at++;
                return RtfTokenKind.GroupStart;
            case (byte)'}':
                _at++;
                return RtfTokenKind.GroupEnd;
            case (byte)'\\' when _at + 1 < _rtf.Length:
                _at++;
                return char.IsAsciiLetter((char)_rtf[_at]) ? ReadWord() : ReadSymbol();
            case (byte)'\\':
                _at++;
                return RtfTokenKind.End;
            default:
                var length = _rtf[_at..].IndexOfAny(Special);
                Text = length < 0 ? _rtf[_at..] : _rtf.Slice(_at, length);
                _at += Text.Length;
                return RtfTokenKind.Text;
        }
    }

    private RtfTokenKind ReadWord()
    {
        var start = _at;
        while (_at < _rtf.Length && char.IsAsciiLetter((char)_rtf[_at]) && _at - start < LongestWord)
            _at++;
        Word = Encoding.ASCII.GetString(_rtf[start.._at]);
        start = _at;
        if (_at < _rtf.Length && _rtf[_at] == '-')
            _at++;
        while (_at < _rtf.Length && char.IsAsciiDigit((char)_rtf[_at]) && _at - start < 11)
            _at++;
        Number = int.TryParse(_rtf[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (_at < _rtf.Length && _rtf[_at] == ' ')
            _at++;
        if (Word == "bin" && Number is > 0)
            _at = (int)Math.Min((long)_at + Number.Value, _rtf.Length);
        return RtfTokenKind.Word;
    }

    private RtfTokenKind ReadSymbol()
    {
        Octet = _rtf[_at++];
        if (Octet != '\'')
            return RtfTokenKind.Symbol;
        if (_at + 2 > _rtf.Length || !byte.TryParse(_rtf.Slice(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            return RtfTokenKind.Symbol;
        _at += 2;
        Octet = octet;
        return RtfTokenKind.Hex;
    }
}
