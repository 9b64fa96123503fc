using System.Text;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>APPEND of one message, or of several that are added together or not at all. RFC 3501 6.3.11, RFC 3502, RFC 4315 3 (APPENDUID), RFC 6855 4 (UTF8)</summary>
/// <param name="path">Folder.</param>
/// <param name="messages">More than one needs MULTIAPPEND.</param>
internal sealed class AppendCommand(string path, ReadOnlyMemory<MailToAppend> messages) : ImapCommand
{
    private readonly MailLocation?[] _locations = new MailLocation?[messages.Length];

    public override string Name => "APPEND";

    /// <summary>Where each message lies, in order; null where the server does not say.</summary>
    public IReadOnlyList<MailLocation?> Locations => _locations;

    public override void Write(CommandWriter writer)
    {
        writer.Raw("APPEND "u8).Mailbox(path);
        foreach (var message in messages.Span)
        {
            writer.Raw(" "u8).Raw(FlagList.Format(message.Flags)).Raw(" "u8);
            if (message.InternalDate is { } date)
            {
                writer.Raw($"\"{InternalDate.Format(date)}\" ");
            }

            writer.Message(message.Content, message.Length);
        }
    }

    public override void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection)
    {
        if (status is not { IsOk: true, Code: "APPENDUID" } || status.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var validity, var set]
            || !uint.TryParse(validity, out var uidValidity))
        {
            return;
        }

        // The set is in the order of the messages. One that does not fit says nothing reliable.
        var uids = UidRanges.Expand(UidRanges.Parse(Encoding.ASCII.GetBytes(set)), _locations.Length + 1L).ToList();
        for (var i = 0; uids.Count == _locations.Length && i < uids.Count; i++)
        {
            _locations[i] = new MailLocation(uidValidity, uids[i]);
        }
    }
}
