using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>ID: who the client is, and who the server is. RFC 2971</summary>
internal sealed class IdCommand(string clientName, string version) : ImapCommand
{
    public override string Name => "ID";

    /// <summary>Null where the server does not say.</summary>
    public string? ServerName { get; private set; }

    public override void Write(CommandWriter writer) =>
        writer.Raw("ID (\"name\" "u8).Text(System.Text.Encoding.UTF8.GetBytes(clientName)).Raw(" \"version\" "u8).Text(System.Text.Encoding.UTF8.GetBytes(version)).Raw(")"u8);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("ID"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        reader.TryTakeAfterSpaces((byte)'(');
        while (!reader.AtEnd && !reader.TryPeekAfterSpaces((byte)')') && reader.Peek != '(')
        {
            var field = reader.ReadString(out _);
            var value = reader.ReadString(out var isNil);
            if (Ascii.Is(field, "name"u8) && !isNil)
            {
                ServerName = TextCache.Decode(value);
            }
        }

        return true;
    }
}
