using System.Buffers.Text;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>STATUS of the longest message that a folder takes. RFC 7889 3.1</summary>
internal sealed class AppendLimitCommand(string path) : ImapCommand
{
    public override string Name => "STATUS";

    /// <summary>Null where the folder has none of its own.</summary>
    public long? Limit { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("STATUS "u8).Mailbox(path).Raw(" (APPENDLIMIT)"u8);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("STATUS"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        if (connection.Names.Decode(reader.ReadString(out _)) != path || !reader.TryTakeAfterSpaces((byte)'(') || !Ascii.Is(reader.ReadAtom(), "APPENDLIMIT"u8))
        {
            return false;
        }

        Limit = Utf8Parser.TryParse(reader.ReadAtom(), out long limit, out _) && limit >= 0 ? limit : null;
        return true;
    }
}
