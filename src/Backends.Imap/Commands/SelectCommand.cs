using System.Globalization;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>SELECT or EXAMINE, with QRESYNC's question for changes where a state is given. RFC 3501 6.3.1, RFC 7162 3.2.5</summary>
/// <param name="path">Folder.</param>
/// <param name="isReadOnly">EXAMINE.</param>
/// <param name="since">State whose changes are asked for; needs QRESYNC enabled and a mod-sequence.</param>
internal sealed class SelectCommand(string path, bool isReadOnly, MailFolderState? since = null) : ImapCommand
{
    private readonly FlagChanges _changes = new();

    public override string Name => isReadOnly ? "EXAMINE" : "SELECT";

    public SelectedFolder Folder { get; } = new(path);

    /// <summary>What changed since the state that was given.</summary>
    public FlagChanges Changes => _changes;

    public override void Write(CommandWriter writer)
    {
        writer.Raw(Name).Raw(" "u8).Mailbox(path);
        if (since is not null)
        {
            // Without a list of known UIDs the server answers for all, new messages included.
            writer.Raw($" (QRESYNC ({since.UidValidity} {since.HighestModSeq}))");
        }
        else if (writer.Capabilities.CondStore)
        {
            writer.Raw(" (CONDSTORE)"u8);
        }
    }

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (response.Is("EXISTS"u8))
        {
            Folder.Exists = response.Number;
            return true;
        }

        return response.Is("RECENT"u8) || response.Is("FLAGS"u8) || (since is not null && _changes.Accept(response, connection.Cache));
    }

    public override bool Accept(StatusResponse status)
    {
        switch (status.Code)
        {
            case "UIDVALIDITY":
                Folder.UidValidity = Number(status.Arguments);
                return true;
            case "UIDNEXT":
                Folder.UidNext = Number(status.Arguments);
                return true;
            case "HIGHESTMODSEQ":
                Folder.HighestModSeq = ulong.TryParse(status.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var highest) ? highest : 0;
                return true;
            case "NOMODSEQ":
                Folder.HighestModSeq = 0;
                return true;
            case "PERMANENTFLAGS":
                Folder.AcceptsKeywords = status.Arguments.Contains("\\*", StringComparison.Ordinal);
                return true;
            default:
                return false;
        }
    }

    public override void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection)
    {
        if (status is null)
        {
            return;
        }

        // A refused SELECT leaves nothing selected.
        connection.Selected = status.IsOk ? Folder : null;
        Folder.IsReadOnly = isReadOnly || status.Code == "READ-ONLY";
    }

    private static uint Number(string text) => uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
