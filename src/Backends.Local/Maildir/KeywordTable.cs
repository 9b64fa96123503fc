using System.Globalization;
using System.Text;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Which letter stands for which keyword in a folder: Dovecot's file dovecot-keywords, lines of a number (0 for a) and a name. Immutable.</summary>
internal sealed class KeywordTable
{
    public const string FileName = "dovecot-keywords";

    public static readonly KeywordTable Empty = new(new string?[26]);

    private const int LongestKeyword = 128;

    private readonly string?[] _names;

    private KeywordTable(string?[] names) => _names = names;

    public string? Name(char letter) => _names[letter - 'a'];

    public char? Letter(string name)
    {
        var index = Array.FindIndex(_names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (char)('a' + index);
    }

    public static KeywordTable Read(string folder)
    {
        var names = new string?[26];
        foreach (var line in (AtomicFile.ReadText(Path.Combine(folder, FileName)) ?? "").Split('\n'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && int.TryParse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < names.Length && space + 1 < line.Length)
                names[index] = line[(space + 1)..];
        }

        return new KeywordTable(names);
    }

    /// <summary>The table with room for these names; letters that no message uses are given anew when all are taken.</summary>
    /// <exception cref="BackendException">Refused: a name cannot be a keyword, or a folder holds no more.</exception>
    public KeywordTable With(IEnumerable<string> names, IReadOnlyList<MessageRow> rows)
    {
        var missing = names.Where(n => Letter(n) is null).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count == 0)
            return this;
        var table = (string?[])_names.Clone();
        var used = table.Count(n => n is not null) + missing.Count > table.Length ? rows.SelectMany(r => r.Info).ToHashSet() : null;
        foreach (var name in missing)
        {
            if (name.Length is 0 or > LongestKeyword || name.Any(c => c is <= ' ' or > '~' or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']'))
                throw new BackendException(BackendError.Refused, "That cannot be a keyword.");
            var free = Array.FindIndex(table, n => n is null);
            if (free < 0)
                free = Array.FindIndex(table, n => !missing.Contains(n!, StringComparer.OrdinalIgnoreCase) && !used!.Contains((char)('a' + Array.IndexOf(table, n))));
            if (free < 0)
                throw new BackendException(BackendError.Refused, "A Maildir folder holds no more than 26 different keywords.");
            table[free] = name;
        }

        return new KeywordTable(table);
    }

    public string Write()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i] is { } name)
                text.Append(CultureInfo.InvariantCulture, $"{i} {name}\n");
        }

        return text.ToString();
    }
}
