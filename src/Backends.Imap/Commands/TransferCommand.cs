using System.Text;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID COPY or UID MOVE. RFC 3501 6.4.8, RFC 6851, RFC 4315 3 (COPYUID)</summary>
internal sealed class TransferCommand(string name, string uids, long count, string target) : ImapCommand
{
    private readonly Dictionary<uint, uint> _uids = [];

    public override string Name => name;

    /// <summary>Null where the server does not say.</summary>
    public MailTransfer? Transfer { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw(name).Raw(" "u8).Raw(uids).Raw(" "u8).Mailbox(target);

    /// <summary>MOVE tells before it expunges.</summary>
    public override bool Accept(StatusResponse status) => TryRead(status);

    public override void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection)
    {
        if (status is { IsOk: true })
        {
            TryRead(status);
        }
    }

    private bool TryRead(StatusResponse status)
    {
        if (status.Code != "COPYUID" || status.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var validity, var from, var to]
            || !uint.TryParse(validity, out var uidValidity))
        {
            return false;
        }

        // Both sets are in the same order and pair up one to one.
        var sources = UidRanges.Expand(UidRanges.Parse(Encoding.ASCII.GetBytes(from)), count);
        var targets = UidRanges.Expand(UidRanges.Parse(Encoding.ASCII.GetBytes(to)), count);
        foreach (var (source, moved) in sources.Zip(targets))
        {
            _uids[source] = moved;
        }

        Transfer = new MailTransfer(uidValidity, _uids);
        return true;
    }
}
