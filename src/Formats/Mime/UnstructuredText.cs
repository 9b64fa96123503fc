namespace Mapigate.Formats.Mime;

/// <summary>Unstructured text of a field. Words of plain ASCII stay readable; from the first to the last word that is not, all is encoded.</summary>
internal static class UnstructuredText
{
    /// <summary>A longer word could not be folded within a line of 998 characters.</summary>
    private const int MaxPlainWord = 400;

    internal static void Write(FoldingWriter writer, string value)
    {
        value = HeaderText.WithoutControls(value).TrimEnd();
        var words = Split(value);
        var first = words.FindIndex(MustEncode);
        var last = words.FindLastIndex(MustEncode);
        for (var i = 0; i < words.Count; i++)
        {
            if (i != first)
            {
                writer.Word(words[i].Text, words[i].Blanks);
                continue;
            }
            // What is blank before the run stays outside: between a word and an encoded word it counts as written (RFC 2047 6.2).
            var start = i == 0 ? 0 : words[i].Start;
            var run = value[start..(words[last].Start + words[last].Text.Length)];
            var blanks = i == 0 ? "" : words[i].Blanks;
            foreach (var word in EncodedWordText.Encode(run, writer.Room - Math.Max(blanks.Length - 1, 0)))
            {
                writer.Word(word, blanks);
                blanks = " ";
            }
            i = last;
        }
    }

    private static bool MustEncode(TextWord word) =>
        word.Text.Length > MaxPlainWord || word.Text.Contains("=?", StringComparison.Ordinal) || word.Text.AsSpan().ContainsAnyExceptInRange('!', '~')
        || word.Blanks.Length > MaxPlainWord || (word.Blanks.Length > 0 && word.Start == word.Blanks.Length);

    /// <summary>Words with the blanks before each. Blanks that begin the value only encoding can keep; those at its end are dropped.</summary>
    private static List<TextWord> Split(string value)
    {
        var words = new List<TextWord>();
        var position = 0;
        while (position < value.Length)
        {
            var start = position;
            while (position < value.Length && value[position] is ' ' or '\t')
                position++;
            var word = position;
            while (position < value.Length && value[position] is not (' ' or '\t'))
                position++;
            words.Add(new TextWord(value[start..word], value[word..position], word));
        }
        return words;
    }

    private readonly record struct TextWord(string Blanks, string Text, int Start);
}
