using System.Globalization;

namespace Mapigate.Formats.Mime;

/// <summary>Addresses as an address field writes them. RFC 5322 3.4; names encoded by RFC 2047 5 (3).</summary>
internal static class AddressText
{
    /// <summary>A longer quoted name could pass the line limit: it is encoded.</summary>
    private const int MaxQuoted = 70;

    /// <summary>Adds the addresses; false when there was none to add.</summary>
    internal static bool Write(FoldingWriter writer, IEnumerable<InternetAddress> addresses)
    {
        var any = false;
        foreach (var address in addresses)
        {
            if (address is MailboxAddress { Address: "", DisplayName: null or "" })
                continue;
            if (any)
                writer.Append(",");
            any = true;
            if (address is GroupAddress group)
                WriteGroup(writer, group);
            else
                WriteMailbox(writer, (MailboxAddress)address, "");
        }
        return any;
    }

    private static void WriteGroup(FoldingWriter writer, GroupAddress group)
    {
        WriteName(writer, group.DisplayName is { Length: > 0 } name ? name : "group", ":");
        for (var i = 0; i < group.Members.Count; i++)
            WriteMailbox(writer, group.Members[i], i < group.Members.Count - 1 ? "," : "");
        writer.Append(";");
    }

    private static void WriteMailbox(FoldingWriter writer, MailboxAddress mailbox, string behind)
    {
        var address = Spec(mailbox.Address);
        if (string.IsNullOrWhiteSpace(mailbox.DisplayName))
        {
            writer.Word(address.Length == 0 ? "<>" + behind : address + behind);
            return;
        }
        WriteName(writer, mailbox.DisplayName, "");
        writer.Word($"<{address}>{behind}");
    }

    private static void WriteName(FoldingWriter writer, string name, string behind)
    {
        name = HeaderText.WithoutControls(name).Replace('\t', ' ').Trim();
        var isAscii = !name.AsSpan().ContainsAnyExceptInRange(' ', '~');
        if (!isAscii || name.Length > MaxQuoted || name.Contains("=?", StringComparison.Ordinal))
        {
            var words = EncodedWordText.Encode(name, writer.Room - behind.Length).ToList();
            for (var i = 0; i < words.Count; i++)
                writer.Word(i == words.Count - 1 ? words[i] + behind : words[i]);
        }
        else if (name.Length == 0 || name.AsSpan().ContainsAny(MailCharacters.NotInPhrase) || name.Contains("  ", StringComparison.Ordinal))
        {
            writer.Word("\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" + behind);
        }
        else
        {
            writer.Word(name + behind);
        }
    }

    /// <summary>The address with nothing in it that could end it: blanks, controls and brackets go, a domain in another script takes its ASCII form.</summary>
    private static string Spec(string address)
    {
        var at = address.LastIndexOf('@');
        var local = at < 0 ? address : address[..at];
        var domain = at < 0 ? "" : address[(at + 1)..];
        local = new string([.. local.Where(symbol => symbol is >= ' ' and not '\u007f')]);
        var isQuoted = local.Length >= 2 && local[0] == '"' && local[^1] == '"';
        if (isQuoted)
            local = local[1..^1].Replace("\\\\", "\\", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);
        local = local.Length == 0 ? local : AddressDraft.QuoteLocalPart(local);
        if (at < 0)
            return local;
        domain = new string([.. domain.Where(symbol => symbol > ' ' && symbol is not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\' or '\u007f'))]);
        return local + "@" + Ascii(domain);
    }

    private static string Ascii(string domain)
    {
        if (System.Text.Ascii.IsValid(domain))
            return domain;
        try
        {
            return new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // No domain that DNS could hold; left to the server to refuse.
            return domain;
        }
    }
}
