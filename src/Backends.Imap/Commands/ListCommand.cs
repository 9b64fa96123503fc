using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>LIST, LSUB or XLIST; with the folders' states where RETURN asks for them. RFC 3501 6.3.8, RFC 5258, RFC 5819</summary>
/// <param name="verb">LIST, LSUB or XLIST.</param>
/// <param name="writePattern">Writes the pattern or the list of them.</param>
/// <param name="returnOptions">RETURN's list; null for none.</param>
internal sealed class ListCommand(string verb, Action<CommandWriter> writePattern, string? returnOptions = null) : ImapCommand
{
    public override string Name => verb;

    public List<ListedFolder> Folders { get; } = [];

    public Dictionary<string, MailFolderState> States { get; } = new(StringComparer.Ordinal);

    public static ListCommand OfPath(string verb, string path) => new(verb, writer => writer.Mailbox(path));

    public override void Write(CommandWriter writer)
    {
        writer.Raw(verb).Raw(" \"\" "u8);
        writePattern(writer);
        if (returnOptions is not null)
        {
            writer.Raw(" RETURN "u8).Raw(returnOptions);
        }
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (Folders.Count >= ImapLimits.GatheredResponses || States.Count >= ImapLimits.GatheredResponses)
        {
            throw new ImapProtocolException($"The server lists more than {ImapLimits.GatheredResponses} folders.");
        }

        if (Ascii.Is(response.Name, System.Text.Encoding.ASCII.GetBytes(verb)))
        {
            Folders.Add(Read(response.Arguments, connection.Names));
            return true;
        }

        if (returnOptions is not null && response.Is("STATUS"u8))
        {
            var state = StatusItems.Read(response.Arguments, connection.Names, out var path);
            States[path] = state;
            return true;
        }

        return false;
    }

    public static ListedFolder Read(ReadOnlySpan<byte> arguments, MailboxNames names)
    {
        var reader = new ResponseReader(arguments);
        var use = MailFolderUse.None;
        bool canHoldMessages = true, exists = true, isSubscribed = false;
        reader.TryTakeAfterSpaces((byte)'(');
        while (!reader.TryTakeAfterSpaces((byte)')'))
        {
            var attribute = reader.ReadAtom();
            if (attribute.IsEmpty)
            {
                throw new ImapProtocolException("The attributes of a folder have no end.");
            }

            canHoldMessages &= !Ascii.Is(attribute, "\\Noselect"u8) && !Ascii.Is(attribute, "\\NonExistent"u8);
            exists &= !Ascii.Is(attribute, "\\NonExistent"u8);
            isSubscribed |= Ascii.Is(attribute, "\\Subscribed"u8);
            use = UseOf(attribute) is var told && told != MailFolderUse.None ? told : use;
        }

        var delimiter = reader.ReadString(out var isFlat);
        char? separator = isFlat || delimiter.IsEmpty ? null : (char)delimiter[0];
        var path = names.Decode(reader.ReadString(out _));
        return new ListedFolder(path, separator, path == "INBOX" ? MailFolderUse.Inbox : use, canHoldMessages, exists, isSubscribed);
    }

    /// <summary>RFC 6154 2, and the words of XLIST before it.</summary>
    private static MailFolderUse UseOf(ReadOnlySpan<byte> attribute) => TextCache.Decode(attribute).ToUpperInvariant() switch
    {
        "\\DRAFTS" => MailFolderUse.Drafts,
        "\\SENT" => MailFolderUse.Sent,
        "\\TRASH" => MailFolderUse.Trash,
        "\\JUNK" or "\\SPAM" => MailFolderUse.Junk,
        "\\ARCHIVE" => MailFolderUse.Archive,
        "\\ALL" or "\\ALLMAIL" => MailFolderUse.All,
        "\\FLAGGED" or "\\STARRED" => MailFolderUse.Flagged,
        "\\INBOX" => MailFolderUse.Inbox,
        _ => MailFolderUse.None,
    };
}
