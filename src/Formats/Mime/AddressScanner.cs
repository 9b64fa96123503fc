using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Reads an address list word by word. Tolerates semicolons as separators, missing separators, brackets and quotes that do not pair,
/// unquoted commas in names, routes, comments as names, addresses without brackets behind a name, and whole addresses in an encoded word.</summary>
internal ref struct AddressScanner(string value)
{
    private const int MaxAddresses = 20_000;

    private readonly ReadOnlySpan<char> text = value;
    private readonly List<InternetAddress> entries = [];
    private readonly AddressDraft draft = new();
    private readonly List<MailboxAddress> finished = [];
    private readonly int lastSemicolon = value.LastIndexOf(';');
    private List<MailboxAddress>? group;
    private string? groupName;
    private int position;
    private int count;
    private bool noQuote;
    private bool noComment;

    internal List<InternetAddress> Read()
    {
        while (position < text.Length && count < MaxAddresses)
        {
            switch (text[position])
            {
                case ' ' or '\t' or '\r' or '\n':
                    draft.Blank();
                    position++;
                    break;
                case ',':
                    Finish(AddressSeparator.Comma);
                    position++;
                    break;
                case ';':
                    Finish(AddressSeparator.End);
                    EndGroup();
                    position++;
                    break;
                case ':' when group is null && position < lastSemicolon && draft.CanNameGroup:
                    groupName = draft.TakeName();
                    group = [];
                    position++;
                    break;
                case '"' when !noQuote && TryQuoted(out var quoted):
                    TakeQuoted(quoted);
                    break;
                case '(' when !noComment && TryComment(out var comment):
                    draft.Comment(comment);
                    break;
                case '<':
                    TakeAngle();
                    break;
                case '"' or '>':
                    position++;
                    break;
                default:
                    TakeWord();
                    break;
            }
        }
        Finish(AddressSeparator.End);
        EndGroup();
        return entries;
    }

    private void Finish(AddressSeparator separator)
    {
        finished.Clear();
        draft.Finish(separator, finished);
        count += finished.Count;
        if (group is not null)
            group.AddRange(finished);
        else
            entries.AddRange(finished);
    }

    private void EndGroup()
    {
        if (group is null)
            return;
        entries.Add(new GroupAddress(groupName, group));
        group = null;
    }

    private void TakeWord()
    {
        if (draft.HasAngle)
            Finish(AddressSeparator.Missing);
        var rest = text[position..];
        var end = rest[1..].IndexOfAny(MailCharacters.WordEnd) is var found and >= 0 ? found + 1 : rest.Length;
        // A domain literal may hold colons: user@[IPv6:2001:db8::1].
        if (rest[..end].IndexOf("@[") is var literal and >= 0 && rest[literal..].IndexOf(']') is var close and > 0 and < 64)
            end = Math.Max(end, literal + close + 1);
        draft.Word(rest[..end]);
        position += end;
    }

    private void TakeQuoted(string quoted)
    {
        if (draft.HasAngle)
            Finish(AddressSeparator.Missing);
        if (position >= text.Length || text[position] != '@')
        {
            draft.Quoted(quoted);
            return;
        }
        var domain = text[position..];
        var end = domain.IndexOfAny(MailCharacters.WordEnd);
        if (end >= 0)
            domain = domain[..end];
        draft.Angle(string.Concat(AddressDraft.QuoteLocalPart(quoted), domain));
        position += domain.Length;
    }

    private void TakeAngle()
    {
        if (draft.HasAngle)
            Finish(AddressSeparator.Missing);
        while (position < text.Length && text[position] is '<' or ' ')
            position++;
        var rest = text[position..];
        if (rest.IndexOfAny(MailCharacters.AngleEnd) is var end and >= 0 && rest[end] == '>')
        {
            draft.Angle(rest[..end].ToString());
            position += end + 1;
            return;
        }
        var address = new StringBuilder();
        var isLiteral = false;
        while (position < text.Length)
        {
            var symbol = text[position];
            var isRoute = address.Length > 0 && address[0] == '@';
            if (symbol is '>' or '<' or ';' || (symbol == ',' && !isRoute))
                break;
            if (symbol == '"' && !noQuote && TryQuoted(out var quoted))
            {
                address.Append(AddressDraft.QuoteLocalPart(quoted));
                continue;
            }
            if (symbol == '(' && !noComment && TryComment(out _))
                continue;
            // A route ends at its colon (RFC 5322 4.4): what came before it is no address. The same drops "mailto:".
            isLiteral |= symbol == '[';
            if (symbol == ':' && !isLiteral)
                address.Clear();
            else if (symbol > ' ' && symbol != '"' && symbol != '\u007f')
                address.Append(symbol);
            position++;
        }
        if (position < text.Length && text[position] == '>')
            position++;
        draft.Angle(address.ToString());
    }

    private bool TryQuoted(out string quoted)
    {
        var body = text[(position + 1)..];
        var plain = body.IndexOfAny('"', '\\');
        if (plain >= 0 && body[plain] == '"')
        {
            quoted = body[..plain].ToString();
            position += plain + 2;
            return true;
        }
        var content = new StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '"')
            {
                quoted = content.ToString();
                position += i + 2;
                return true;
            }
            if (body[i] == '\\' && i + 1 < body.Length)
                i++;
            content.Append(body[i]);
        }
        noQuote = true;
        quoted = "";
        return false;
    }

    private bool TryComment(out string comment)
    {
        var content = new StringBuilder();
        var depth = 0;
        for (var i = position; i < text.Length; i++)
        {
            var symbol = text[i];
            if (symbol == '(' && ++depth == 1)
                continue;
            if (symbol == ')' && --depth == 0)
            {
                comment = content.ToString();
                position = i + 1;
                return true;
            }
            if (symbol == '\\' && i + 1 < text.Length)
                symbol = text[++i];
            content.Append(symbol);
        }
        noComment = true;
        comment = "";
        return false;
    }
}
