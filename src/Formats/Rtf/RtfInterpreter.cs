using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>Follows groups, code pages, fonts and destinations of RTF and hands the text on. Bounded in depth; linear in time.</summary>
internal abstract class RtfInterpreter
{
    /// <summary>Groups that are remembered; deeper ones change nothing for those outside.</summary>
    private const int MaxDepth = 1000;

    private const int MaxFonts = 4096;

    private static readonly HashSet<string> IgnoredDestinations = new(
        ["colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "fldinst", "xe", "tc", "rxe", "txe", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "bkmkstart", "bkmkend", "themedata", "datastore", "nonshppict", "mhtmltag"],
        StringComparer.Ordinal);

    private readonly Stack<RtfState> _outer = new();
    private readonly Dictionary<int, Encoding> _fonts = [];
    private readonly List<byte> _octets = [];
    private Encoding _encoding = Charset.Windows1252;
    private RtfState _state = new() { UnicodeSkip = 1 };
    private int _tooDeep;
    private int _font;
    private int _skip;
    private bool _isStarred;
    private bool _isGroupStart;

    /// <summary>The RTF was made of HTML. [MS-OXRTFEX] 2.1.3.1.1</summary>
    protected bool IsFromHtml { get; private set; }

    protected bool IsForRtfOnly => _state.IsForRtfOnly;

    protected void Run(ReadOnlySpan<byte> rtf)
    {
        var reader = new RtfReader(rtf);
        while (true)
        {
            var kind = reader.Next();
            if (kind is not (RtfTokenKind.Text or RtfTokenKind.Hex))
                Flush();
            switch (kind)
            {
                case RtfTokenKind.End:
                    return;
                case RtfTokenKind.GroupStart:
                    Open();
                    break;
                case RtfTokenKind.GroupEnd:
                    Close();
                    break;
                case RtfTokenKind.Word:
                    TakeWord(reader.Word, reader.Number);
                    break;
                case RtfTokenKind.Symbol:
                    TakeSymbol((char)reader.Octet);
                    break;
                case RtfTokenKind.Hex:
                    Take([reader.Octet]);
                    break;
                case RtfTokenKind.Text:
                    Take(reader.Text);
                    break;
            }

            _isGroupStart = kind == RtfTokenKind.GroupStart || (_isGroupStart && kind == RtfTokenKind.Symbol && reader.Octet == '*');
        }
    }

    protected abstract void OnText(string text);

    /// <summary>A piece of HTML out of a \*\htmltag group.</summary>
    protected virtual void OnHtml(string html)
    {
    }

    /// <summary>A character that has a word of its own (\endash, \~), or the end of a line or paragraph.</summary>
    protected abstract void OnCharacter(RtfCharacter character);

    protected virtual void OnStyle(RtfStyle style)
    {
    }

    private void Open()
    {
        if (_outer.Count >= MaxDepth)
        {
            _tooDeep++;
            return;
        }

        _outer.Push(_state);
        _isStarred = false;
        _skip = 0;
    }

    private void Close()
    {
        _skip = 0;
        if (_tooDeep > 0)
        {
            _tooDeep--;
            return;
        }

        if (!_outer.TryPop(out var outer))
            return;
        var style = _state.Style;
        _state = outer;
        if (style != outer.Style)
            OnStyle(outer.Style);
    }

    private void TakeSymbol(char symbol)
    {
        if (symbol == '*' && _isGroupStart)
        {
            _isStarred = true;
            return;
        }

        if (_skip > 0)
        {
            _skip--;
            return;
        }

        switch (symbol)
        {
            case '\\' or '{' or '}':
                Take([(byte)symbol]);
                break;
            case '\r' or '\n':
                Give(RtfCharacter.Paragraph);
                break;
            case '\t':
                Give(RtfCharacter.Tab);
                break;
            case '~':
                Give(RtfCharacter.NoBreakSpace);
                break;
            case '_':
                Give(RtfCharacter.NoBreakHyphen);
                break;
            case '-':
                Give(RtfCharacter.SoftHyphen);
                break;
        }
    }

    private void TakeWord(string word, int? number)
    {
        if (_isGroupStart && BeginDestination(word))
            return;
        if (_state.Destination == RtfDestination.FontTable)
        {
            TakeFont(word, number);
            return;
        }

        switch (word)
        {
            case "u":
                GiveText(((char)(ushort)(number ?? 0)).ToString());
                _skip = _state.UnicodeSkip;
                break;
            case "uc":
                _state.UnicodeSkip = Math.Clamp(number ?? 1, 0, 100);
                break;
            case "fromhtml":
                IsFromHtml = number is null or 1;
                break;
            case "htmlrtf":
                _state.IsForRtfOnly = number is not 0;
                break;
            case "ansicpg":
                _encoding = Charset.FindCodePage(number ?? 0) ?? _encoding;
                break;
            case "deff":
                _font = number ?? 0;
                break;
            case "f":
                _state.Encoding = _fonts.GetValueOrDefault(number ?? 0);
                break;
            case "plain":
                _state.Encoding = _fonts.GetValueOrDefault(_font);
                SetStyle(default);
                break;
            case "b":
                SetStyle(_state.Style with { IsBold = number is not 0 });
                break;
            case "i":
                SetStyle(_state.Style with { IsItalic = number is not 0 });
                break;
            case "ul":
                SetStyle(_state.Style with { IsUnderlined = number is not 0 });
                break;
            case "ulnone":
                SetStyle(_state.Style with { IsUnderlined = false });
                break;
            default:
                if (RtfCharacters.OfWord(word) is { } character)
                    Give(character);
                break;
        }
    }

    /// <summary>Whether the word says where the text of the group that it begins goes.</summary>
    private bool BeginDestination(string word)
    {
        if (word == "htmltag" && _isStarred)
            _state.Destination = RtfDestination.HtmlTag;
        else if (word == "fonttbl")
            _state.Destination = RtfDestination.FontTable;
        else if (IgnoredDestinations.Contains(word) || _isStarred)
            _state.Destination = RtfDestination.Ignored;
        else
            return false;
        return true;
    }

    private void TakeFont(string word, int? number)
    {
        if (word == "f")
            _font = number ?? 0;
        else if (word == "fcharset" && RtfCharsets.Of(number ?? 0) is { } encoding && _fonts.Count < MaxFonts)
            _fonts[_font] = encoding;
    }

    private void SetStyle(RtfStyle style)
    {
        if (_state.Style == style || _state.Destination != RtfDestination.Body)
            return;
        _state.Style = style;
        OnStyle(style);
    }

    /// <summary>Bytes of the present code page; those that stand for a \u character are left out.</summary>
    private void Take(ReadOnlySpan<byte> octets)
    {
        var skipped = Math.Min(_skip, octets.Length);
        _skip -= skipped;
        if (_state.Destination is RtfDestination.Body or RtfDestination.HtmlTag)
            _octets.AddRange(octets[skipped..]);
    }

    private void Flush()
    {
        if (_octets.Count == 0)
            return;
        var text = (_state.Encoding ?? _encoding).GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets));
        _octets.Clear();
        GiveText(text);
    }

    private void GiveText(string text)
    {
        if (_state.Destination == RtfDestination.HtmlTag)
            OnHtml(text);
        else if (_state.Destination == RtfDestination.Body)
            OnText(text);
    }

    private void Give(RtfCharacter character)
    {
        if (_state.Destination == RtfDestination.HtmlTag)
            OnHtml(RtfCharacters.Text(character));
        else if (_state.Destination == RtfDestination.Body)
            OnCharacter(character);
    }
}
