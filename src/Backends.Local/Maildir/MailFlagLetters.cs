using System.Collections.Immutable;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Flags as letters at the end of a Maildir file name.</summary>
internal static class MailFlagLetters
{
    private static readonly (char Letter, MailSystemFlags Flag)[] System =
    [
        ('D', MailSystemFlags.Draft), ('F', MailSystemFlags.Flagged), ('R', MailSystemFlags.Answered), ('S', MailSystemFlags.Seen), ('T', MailSystemFlags.Deleted),
    ];

    public static MailFlags Read(string info, KeywordTable keywords)
    {
        var system = MailSystemFlags.None;
        ImmutableArray<string>.Builder? words = null;
        foreach (var c in info)
        {
            foreach (var (letter, flag) in System)
            {
                if (c == letter)
                    system |= flag;
            }

            if (char.IsAsciiLetterLower(c) && keywords.Name(c) is { } name)
                (words ??= ImmutableArray.CreateBuilder<string>()).Add(name);
        }

        words?.Sort(StringComparer.OrdinalIgnoreCase);
        return words is null && system is MailSystemFlags.None or MailSystemFlags.Seen
            ? system == MailSystemFlags.None ? MailFlags.None : MailFlags.Seen
            : new MailFlags(system, words?.ToImmutable() ?? []);
    }

    /// <summary>The letters after a change. Letters without a meaning here stay.</summary>
    /// <param name="info">The letters before.</param>
    /// <param name="add">Flags to add; the table must know their keywords.</param>
    /// <param name="remove">Flags to remove.</param>
    /// <param name="keywords">The folder's keywords.</param>
    public static string Change(string info, MailFlags add, MailFlags remove, KeywordTable keywords)
    {
        var letters = new SortedSet<char>(info.Where(char.IsAsciiLetter));
        letters.UnionWith(Letters(add, keywords));
        letters.ExceptWith(Letters(remove, keywords));
        return string.Concat(letters);
    }

    private static IEnumerable<char> Letters(MailFlags flags, KeywordTable keywords) =>
        System.Where(pair => flags.System.HasFlag(pair.Flag)).Select(pair => pair.Letter)
            .Concat(flags.Keywords.Select(keywords.Letter).OfType<char>());
}
