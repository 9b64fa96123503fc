using System.Globalization;
using System.Text;
using Mapigate.Backends;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// Folder names as parts of a path on the mail server, and back. What a server would take for something else (its separator, wildcards, blanks at the ends) is written as "=" with
/// two hexadecimal digits; every other character stays as it is, so that other clients read the names.
/// </summary>
internal static class FolderNames
{
    /// <summary>Longest name that is accepted, in characters.</summary>
    public const int MaxLength = 255;

    private const char Mark = '=';

    /// <summary>A name that a folder can have: not empty, not too long, whole characters, no controls.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && !name.Any(char.IsControl) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name;

    public static string ToPart(string name, char? delimiter)
    {
        var part = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (MustBeEscaped(name, i, delimiter))
                part.Append(Mark).Append(((int)name[i]).ToString("X2", CultureInfo.InvariantCulture));
            else
                part.Append(name[i]);
        }

        return part.ToString();
    }

    public static string ToName(string part)
    {
        if (!part.Contains(Mark, StringComparison.Ordinal))
            return part;
        var name = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (IsEscape(part, i))
            {
                name.Append((char)int.Parse(part.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                name.Append(part[i]);
            }
        }

        return name.ToString();
    }

    /// <summary>The path of a folder of that name below another; a null parent is the top level.</summary>
    /// <exception cref="BackendException">NotSupported where the server has no folders below others.</exception>
    public static string PathOf(string? parent, string name, char? delimiter) =>
        parent is null ? ToPart(name, delimiter)
        : delimiter is { } separator ? $"{parent}{separator}{ToPart(name, separator)}"
        : throw new BackendException(BackendError.NotSupported, "The mail server has no folders below this one");

    private static bool MustBeEscaped(string name, int at, char? delimiter) => name[at] switch
    {
        '/' or '\\' or '*' or '%' or '"' => true,
        Mark => IsEscape(name, at),
        ' ' => at == 0 || at == name.Length - 1,
        '#' or '~' => at == 0,
        '.' => delimiter == '.' || name is "." or "..",
        var c => c == delimiter,
    };

    private static bool IsEscape(string text, int at) =>
        text[at] == Mark && at + 2 < text.Length && IsDigit(text[at + 1]) && IsDigit(text[at + 2]) && (text[at + 1] is >= '2' and <= '7');

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'F');
}
