using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID SORT. RFC 5256 3, RFC 5957</summary>
internal sealed class SortCommand(IReadOnlyList<MailSortKey> keys, MailQuery query) : ImapCommand
{
    private readonly List<uint> _sorted = [];

    public override string Name => "UID SORT";

    public IReadOnlyList<uint> Sorted => _sorted;

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID SORT ("u8);
        for (var i = 0; i < keys.Count; i++)
        {
            writer.Raw(i == 0 ? "" : " ").Raw(keys[i].Descending ? "REVERSE " : "").Raw(NameOf(keys[i].Field, writer.Capabilities));
        }

        // The character set is not optional here.
        SearchKeys.Write(writer.Raw(") UTF-8 "u8), query);
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("SORT"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        while (reader.TryPeekNumberAfterSpaces())
        {
            if (_sorted.Count >= ImapLimits.Messages)
            {
                throw new ImapProtocolException($"The server sorts more than {ImapLimits.Messages} messages of one folder.");
            }

            _sorted.Add((uint)Math.Min(reader.ReadNumber(), uint.MaxValue));
        }

        return true;
    }

    private static string NameOf(MailSortField field, ImapCapabilities capabilities) => field switch
    {
        MailSortField.Arrival => "ARRIVAL",
        MailSortField.Date => "DATE",
        MailSortField.From => "FROM",
        MailSortField.To => "TO",
        MailSortField.Cc => "CC",
        MailSortField.Size => "SIZE",
        MailSortField.Subject => "SUBJECT",
        _ when !capabilities.SortDisplay => throw ImapFault.NotOffered("SORT=DISPLAY"),
        MailSortField.DisplayFrom => "DISPLAYFROM",
        MailSortField.DisplayTo => "DISPLAYTO",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
