using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>Rights between IMAP's letters and <see cref="MailRights"/>. RFC 4314 2.1, with the letters c and d of servers that know RFC 2086 only</summary>
internal static class RightsText
{
    public const MailRights All = (MailRights)((int)(MailRights.Administer) * 2 - 1);

    private static readonly (char Letter, MailRights Right)[] Letters =
    [
        ('l', MailRights.Lookup), ('r', MailRights.Read), ('s', MailRights.Seen), ('w', MailRights.Write), ('i', MailRights.Insert), ('p', MailRights.Post),
        ('k', MailRights.CreateFolders), ('x', MailRights.DeleteFolder), ('t', MailRights.DeleteMessages), ('e', MailRights.Expunge), ('a', MailRights.Administer),
    ];

    private static readonly (char Letter, MailRights Right)[] OldLetters =
        [('c', MailRights.CreateFolders | MailRights.DeleteFolder), ('d', MailRights.DeleteMessages | MailRights.Expunge)];

    /// <param name="letters">As the server sends them; what is unknown is left out.</param>
    /// <param name="isOld">The server announces no RIGHTS=. To the others c and d are echoes of the letters that took their place.</param>
    public static MailRights Parse(ReadOnlySpan<byte> letters, bool isOld)
    {
        var rights = MailRights.None;
        foreach (var (letter, right) in isOld ? [.. Letters, .. OldLetters] : Letters)
        {
            rights |= letters.Contains((byte)letter) ? right : MailRights.None;
        }

        return rights;
    }

    public static string Format(MailRights rights, bool isOld)
    {
        var text = new StringBuilder(Letters.Length);
        var old = OldLetters[0].Right | OldLetters[1].Right;
        foreach (var (letter, right) in Letters)
        {
            if ((rights & right) != 0 && !(isOld && (old & right) != 0))
            {
                text.Append(letter);
            }
        }

        foreach (var (letter, right) in isOld ? OldLetters : [])
        {
            if ((rights & right) != 0)
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
