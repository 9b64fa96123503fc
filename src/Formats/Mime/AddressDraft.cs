using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>The mailbox that is being read, until a separator shows what its words were.</summary>
internal sealed class AddressDraft
{
    /// <summary>Characters that a display name has at most, mostly.</summary>
    private const int UsualName = 48;

    private readonly StringBuilder phrase = new(UsualName);
    private string? angle;
    private string? comment;
    private string? carried;
    private bool blank;
    private bool hasQuoted;
    private bool afterMissingComma;

    internal bool HasAngle => angle is not null;

    internal bool CanNameGroup => angle is null && phrase.Length > 0;

    internal void Blank() => blank = true;

    internal void Word(ReadOnlySpan<char> word)
    {
        Separate();
        phrase.Append(word);
    }

    internal void Quoted(string text)
    {
        Separate();
        phrase.Append(text);
        hasQuoted = true;
    }

    internal void Angle(string address) => angle = address;

    internal void Comment(string text)
    {
        comment ??= text;
        blank = true;
    }

    internal string TakeName()
    {
        var name = EncodedWord.Decode(phrase.ToString()).Trim();
        Clear();
        return name;
    }

    /// <summary>Adds the mailboxes that the words make. Words before a comma may be the first half of the next mailbox's name and wait for it.</summary>
    internal void Finish(AddressSeparator separator, List<MailboxAddress> mailboxes)
    {
        var mailbox = angle is null ? FromWords(separator, mailboxes) : FromAngle();
        if (mailbox is not null)
            mailboxes.Add(mailbox);
        afterMissingComma = separator == AddressSeparator.Missing;
        if (separator == AddressSeparator.End)
            EmitCarried(mailboxes);
        Clear();
    }

    /// <summary>The local part as an addr-spec writes it: quoted where it is no dot-atom.</summary>
    internal static string QuoteLocalPart(string local)
    {
        if (local.Length > 0 && !local.AsSpan().ContainsAny(MailCharacters.Specials) && local[0] != '.' && local[^1] != '.')
            return local;
        return "\"" + local.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    private MailboxAddress? FromAngle()
    {
        var words = phrase.ToString();
        // "Doe, John <john@x>": the comma was part of the name.
        if (carried is not null)
            words = words.Length == 0 ? carried : carried + ", " + words;
        carried = null;
        var name = DisplayName(words) ?? DisplayName(comment);
        var address = angle!;
        if (address.Length == 0 && name is not null && LooksLikeAddress(name))
            return new MailboxAddress(null, name);
        return address.Length == 0 && name is null ? null : new MailboxAddress(name, HeaderText.WithoutControls(address));
    }

    private MailboxAddress? FromWords(AddressSeparator separator, List<MailboxAddress> mailboxes)
    {
        if (phrase.Length == 0)
            return null;
        var words = phrase.ToString();
        EmitCarried(mailboxes);
        if (words.Contains("=?", StringComparison.Ordinal))
        {
            var decoded = EncodedWord.Decode(words);
            // The whole address was put into an encoded word; its text holds no further words.
            if (decoded.Contains('@', StringComparison.Ordinal) && !decoded.Contains("=?", StringComparison.Ordinal) && !words.Contains('@', StringComparison.Ordinal))
                return AddressList.Parse(decoded).Mailboxes.FirstOrDefault();
            words = decoded;
        }
        var at = words.LastIndexOf('@');
        if (at < 0)
            return NameOnly(words, separator);
        var start = words.LastIndexOf(' ', at) + 1;
        var end = words.IndexOf(' ', at) is var blankAfter and >= 0 ? blankAfter : words.Length;
        // Blanks around the at sign are obsolete syntax (RFC 5322 4.4).
        if (start == at || end == at + 1)
            return new MailboxAddress(DisplayName(comment), words.Replace(" ", "", StringComparison.Ordinal));
        var address = words[start..end];
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address["mailto:".Length..];
        var name = DisplayName(string.Concat(words.AsSpan(0, start), words.AsSpan(end))) ?? DisplayName(comment);
        return new MailboxAddress(name, HeaderText.WithoutControls(address));
    }

    /// <summary>Words without an address: a local user, a mere name, or half of one.</summary>
    private MailboxAddress? NameOnly(string words, AddressSeparator separator)
    {
        if (afterMissingComma)
            return null;
        if (separator == AddressSeparator.Comma && !hasQuoted)
        {
            carried = words;
            return null;
        }
        return Nameless(words, hasQuoted, comment);
    }

    private void EmitCarried(List<MailboxAddress> mailboxes)
    {
        if (carried is not null)
            mailboxes.Add(Nameless(carried, isName: false, comment: null));
        carried = null;
    }

    /// <summary>One word is a user of the sender's own host, several are a name whose address is lost.</summary>
    private static MailboxAddress Nameless(string words, bool isName, string? comment) =>
        isName || words.Contains(' ', StringComparison.Ordinal) ? new MailboxAddress(DisplayName(words), "") : new MailboxAddress(DisplayName(comment), HeaderText.WithoutControls(words));

    private static string? DisplayName(string? words)
    {
        if (string.IsNullOrEmpty(words))
            return null;
        var name = EncodedWord.Decode(words).Trim();
        return name.Length == 0 ? null : name;
    }

    private static bool LooksLikeAddress(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && at < name.Length - 1 && !name.Contains(' ', StringComparison.Ordinal);

    private void Separate()
    {
        if (blank && phrase.Length > 0)
            phrase.Append(' ');
        blank = false;
    }

    private void Clear()
    {
        phrase.Clear();
        angle = comment = null;
        blank = hasQuoted = false;
    }
}
