using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID SEARCH, with a compact answer where the server can. RFC 3501 6.4.4, RFC 4731</summary>
internal sealed class SearchCommand(MailQuery query) : ImapCommand
{
    private readonly List<(uint First, uint Last)> _found = [];

    public override string Name => "UID SEARCH";

    public UidSet Found => UidSet.FromRanges(_found);

    public override void Write(CommandWriter writer)
    {
        writer.Raw(writer.Capabilities.ESearch ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ");

        // UTF8=ACCEPT settles the character set, and forbids to name one. RFC 6855 3
        if (!writer.IsUtf8 && !SearchKeys.IsAscii(query))
        {
            writer.Raw("CHARSET UTF-8 "u8);
        }

        SearchKeys.Write(writer, query);
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        var reader = new ResponseReader(response.Arguments);
        if (response.Is("SEARCH"u8))
        {
            while (reader.TryPeekNumberAfterSpaces())
            {
                Add(UidRanges.Parse(reader.ReadAtom()));
            }

            return true;
        }

        if (!response.Is("ESEARCH"u8))
        {
            return false;
        }

        while (!reader.AtEnd)
        {
            if (reader.TryPeekAfterSpaces((byte)'(') || reader.Peek == '"')
            {
                reader.SkipValue();
            }
            else if (Ascii.Is(reader.ReadAtom(), "ALL"u8))
            {
                Add(UidRanges.Parse(reader.ReadAtom()));
            }
            else
            {
                reader.TryTake((byte)')');
            }
        }

        return true;
    }

    private void Add(List<(uint, uint)> ranges)
    {
        if (_found.Count + ranges.Count > ImapLimits.Messages)
        {
            throw new ImapProtocolException($"The server finds more than {ImapLimits.Messages} messages in one folder.");
        }

        _found.AddRange(ranges);
    }
}
