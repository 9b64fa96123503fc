using System.Buffers;
using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>Flags between IMAP's list and <see cref="MailFlags"/>. RFC 3501 2.3.2</summary>
internal static class FlagList
{
    private const int MostKeywords = 1_000;

    private static readonly SearchValues<char> NotInAtoms = SearchValues.Create("(){%*\"\\]");

    private static readonly TextCache.Maker<MailFlags> MakeFlags = Parse;

    /// <summary>Reads "(\Seen $Label1)". \Recent belongs to the session, not to the message.</summary>
    public static MailFlags Read(ref ResponseReader reader, TextCache cache)
    {
        reader.SkipSpaces();
        var begin = reader.Position;
        reader.SkipValue();
        return cache.Get(reader.Since(begin), MakeFlags);
    }

    /// <summary>Writes the list that STORE and APPEND take.</summary>
    /// <exception cref="BackendException">NotSupported: a keyword holds characters that IMAP cannot.</exception>
    public static string Format(MailFlags flags)
    {
        var text = new StringBuilder("(");
        foreach (var flag in Enum.GetValues<MailSystemFlags>())
        {
            if (flag != MailSystemFlags.None && flags.System.HasFlag(flag))
            {
                Append(text, "\\" + flag);
            }
        }

        foreach (var keyword in flags.Keywords)
        {
            if (keyword.Length == 0 || keyword.AsSpan().ContainsAnyExceptInRange('!', '~') || keyword.AsSpan().ContainsAny(NotInAtoms))
            {
                throw new BackendException(BackendError.NotSupported, $"\"{keyword}\" cannot be an IMAP keyword.");
            }

            Append(text, keyword);
        }

        return text.Append(')').ToString();
    }

    private static void Append(StringBuilder text, string flag) => text.Append(text.Length > 1 ? " " : "").Append(flag);

    private static MailFlags Parse(ReadOnlySpan<byte> list)
    {
        var reader = new ResponseReader(list);
        var system = MailSystemFlags.None;
        List<string>? keywords = null;
        reader.TryTakeAfterSpaces((byte)'(');
        while (true)
        {
            reader.SkipSpaces();
            if (reader.AtEnd || reader.Peek is (byte)')' or (byte)'(')
            {
                break;
            }

            var flag = reader.ReadString(out var isNil);
            if (flag.IsEmpty || isNil)
            {
                continue;
            }

            if (flag[0] != '\\')
            {
                keywords ??= [];
                if (keywords.Count < MostKeywords)
                {
                    keywords.Add(TextCache.Decode(flag));
                }
            }
            else if (Enum.TryParse<MailSystemFlags>(TextCache.Decode(flag[1..]), ignoreCase: true, out var known) && Enum.IsDefined(known))
            {
                system |= known;
            }
        }

        if (keywords is null)
        {
            return system == MailSystemFlags.None ? MailFlags.None : new MailFlags(system, []);
        }

        return new MailFlags(system, [.. keywords.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)]);
    }
}
