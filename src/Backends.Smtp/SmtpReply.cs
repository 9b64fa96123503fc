using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>A server's reply of one or more lines (RFC 5321 4.2).</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="Lines">Texts after the code, free of control characters.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestText = 500;

    private static readonly SearchValues<char> StatusText = SearchValues.Create("0123456789.");

    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>The server closes the connection (RFC 5321 3.8).</summary>
    public bool IsClosing => Code == 421;

    /// <summary>Enhanced status code of RFC 2034, as "5.7.1"; null where there is none.</summary>
    public string? Status
    {
        get
        {
            var word = Lines[0].AsSpan();
            var end = word.IndexOf(' ');
            word = end < 0 ? word : word[..end];
            return word.Length is >= 5 and <= 9 && word[0] is '2' or '4' or '5' && word[1] == '.' && word.Count('.') == 2
                && !word.ContainsAnyExcept(StatusText)
                ? word.ToString()
                : null;
        }
    }

    /// <summary>Code and all texts in one line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Code.ToString(CultureInfo.InvariantCulture));
        foreach (var line in Lines)
        {
            text.Append(' ').Append(line);
            if (text.Length > LongestText)
            {
                text.Length = LongestText;
                break;
            }
        }

        return text.ToString();
    }
}
