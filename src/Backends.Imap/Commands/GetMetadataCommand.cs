using System.Text;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>GETMETADATA of one entry. RFC 5464 4.2, 4.4.1</summary>
internal sealed class GetMetadataCommand(string path, string entry) : ImapCommand
{
    public override string Name => "GETMETADATA";

    /// <summary>Null where the entry has no value.</summary>
    public string? Value { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("GETMETADATA "u8).Mailbox(path).Raw(" "u8).Text(Encoding.ASCII.GetBytes(entry));

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("METADATA"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);

        // Without the list it is news of a change, which names entries and no values.
        if (connection.Names.Decode(reader.ReadString(out _)) != path || !reader.TryTakeAfterSpaces((byte)'('))
        {
            return false;
        }

        while (!reader.AtEnd && !reader.TryPeekAfterSpaces((byte)')') && reader.Peek != '(')
        {
            var name = TextCache.Decode(reader.ReadString(out _));
            var value = reader.ReadString(out var isNil);
            if (name.Equals(entry, StringComparison.OrdinalIgnoreCase))
            {
                Value = isNil ? null : TextCache.Decode(value);
            }
        }

        return true;
    }
}
