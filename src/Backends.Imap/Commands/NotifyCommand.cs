using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>NOTIFY SET STATUS for all of the user's own folders: their states now, then news of each that changes. RFC 5465 3.1, 5</summary>
/// <param name="onState">Called with what the server tells of the folders.</param>
internal sealed class NotifyCommand(IdleListener onState) : ImapCommand
{
    public override string Name => "NOTIFY";

    // FlagChange may only be asked for together with the first two. RFC 5465 5.3
    public override void Write(CommandWriter writer) => writer.Raw("NOTIFY SET STATUS (personal (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))"u8);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("STATUS"u8) && !response.Is("LIST"u8))
        {
            return false;
        }

        onState(response);
        return true;
    }
}
