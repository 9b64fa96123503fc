using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Builds one field and breaks its line where a word would pass 76 characters. RFC 5322 2.2.3, RFC 2047 2.</summary>
internal sealed class FoldingWriter
{
    internal const int MaxLine = 76;

    private readonly StringBuilder text;
    private bool first = true;

    internal FoldingWriter(string name)
    {
        text = new StringBuilder(name);
        Column = name.Length;
    }

    /// <summary>Characters of the line that is being written.</summary>
    internal int Column { get; private set; }

    /// <summary>Characters that a word may have on this line, the blank before it counted.</summary>
    internal int Room => MaxLine - Column - (first ? 0 : 1);

    /// <summary>Adds a word, a blank before it unless it is the first.</summary>
    internal void Word(string word) => Word(word, " ");

    /// <summary>Adds a word behind given white space, which stays as it is even where the line is broken before it.</summary>
    internal void Word(string word, string blanks)
    {
        if (first)
            blanks = "";
        if (!first && Column + blanks.Length + word.Length > MaxLine)
        {
            text.Append("\r\n");
            Column = 0;
        }
        Append(blanks);
        Append(word);
    }

    /// <summary>Begins a new line with a blank.</summary>
    internal void Break()
    {
        text.Append("\r\n ");
        Column = 1;
        first = true;
    }

    /// <summary>Adds without breaking.</summary>
    internal void Append(string part)
    {
        text.Append(part);
        Column += part.Length;
        if (part.Length > 0)
            first = false;
    }

    public override string ToString() => text.ToString();
}
