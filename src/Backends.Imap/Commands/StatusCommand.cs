using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>STATUS. RFC 3501 6.3.10</summary>
internal sealed class StatusCommand(string path, ImapCapabilities capabilities) : ImapCommand
{
    public override string Name => "STATUS";

    /// <summary>Null where the server said OK and nothing else.</summary>
    public MailFolderState? State { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("STATUS "u8).Mailbox(path).Raw(" "u8).Raw(StatusItems.For(capabilities));

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (State is not null || !response.Is("STATUS"u8))
        {
            return false;
        }

        var state = StatusItems.Read(response.Arguments, connection.Names, out var name);
        if (name != path)
        {
            return false;
        }

        State = state;
        return true;
    }
}
