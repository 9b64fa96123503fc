using System.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>RTF as plain text.</summary>
public static class RtfText
{
    /// <summary>The text with CRLF line ends; every input gives one.</summary>
    public static string Convert(ReadOnlySpan<byte> rtf) => new Builder().Build(rtf);

    private sealed class Builder : RtfInterpreter
    {
        private readonly StringBuilder _text = new();

        public string Build(ReadOnlySpan<byte> rtf)
        {
            Run(rtf);
            return _text.ToString();
        }

        protected override void OnText(string text) => _text.Append(text);

        protected override void OnCharacter(RtfCharacter character) => _text.Append(RtfCharacters.Text(character));
    }
}
