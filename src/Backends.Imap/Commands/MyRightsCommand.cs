using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>MYRIGHTS. RFC 4314 3.5</summary>
internal sealed class MyRightsCommand(string path) : ImapCommand
{
    public override string Name => "MYRIGHTS";

    /// <summary>Null where the server said OK and nothing else.</summary>
    public MailRights? Rights { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("MYRIGHTS "u8).Mailbox(path);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("MYRIGHTS"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        if (connection.Names.Decode(reader.ReadString(out _)) != path)
        {
            return false;
        }

        Rights = RightsText.Parse(reader.ReadString(out _), !connection.Capabilities.AclRights);
        return true;
    }
}
