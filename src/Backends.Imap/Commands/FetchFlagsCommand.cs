using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID FETCH of flags, of all messages of a set or of those changed since a mod-sequence. RFC 3501 6.4.5, RFC 7162 3.1.4, 3.2.6</summary>
/// <param name="uids">Set of UIDs, "1:*" for all.</param>
/// <param name="withModSeq">Ask for mod-sequences.</param>
/// <param name="changedSince">Only messages changed after this mod-sequence; zero for all.</param>
/// <param name="withVanished">Report vanished messages too; needs QRESYNC enabled.</param>
internal sealed class FetchFlagsCommand(string uids, bool withModSeq, ulong changedSince = 0, bool withVanished = false) : ImapCommand
{
    public override string Name => "UID FETCH";

    public FlagChanges Changes { get; } = new();

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID FETCH "u8).Raw(uids).Raw(withModSeq ? " (UID FLAGS MODSEQ)" : " (UID FLAGS)");
        if (changedSince > 0)
        {
            writer.Raw($" (CHANGEDSINCE {changedSince}{(withVanished ? " VANISHED" : "")})");
        }
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (response.Is("VANISHED"u8))
        {
            connection.Selected?.Observe(response);
        }

        return Changes.Accept(response, connection.Cache);
    }
}
