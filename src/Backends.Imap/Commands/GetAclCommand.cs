using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>GETACL. RFC 4314 3.3, 3.6</summary>
internal sealed class GetAclCommand(string path) : ImapCommand
{
    private const int MostIdentifiers = 100_000;

    public override string Name => "GETACL";

    public List<MailAccess> Access { get; } = [];

    public override void Write(CommandWriter writer) => writer.Raw("GETACL "u8).Mailbox(path);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("ACL"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        if (connection.Names.Decode(reader.ReadString(out _)) != path)
        {
            return false;
        }

        for (reader.SkipSpaces(); !reader.AtEnd; reader.SkipSpaces())
        {
            if (reader.Peek is (byte)'(' or (byte)')' || Access.Count >= MostIdentifiers)
            {
                throw new ImapProtocolException("An ACL response holds something that is no identifier, or too many of them.");
            }

            var identifier = TextCache.Decode(reader.ReadString(out _));
            Access.Add(new MailAccess(identifier, RightsText.Parse(reader.ReadString(out _), !connection.Capabilities.AclRights)));
        }

        return true;
    }
}
