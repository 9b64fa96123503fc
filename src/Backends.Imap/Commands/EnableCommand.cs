using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>ENABLE. RFC 5161</summary>
internal sealed class EnableCommand(string extensions) : ImapCommand
{
    public override string Name => "ENABLE";

    public bool QResync { get; private set; }

    public bool Utf8 { get; private set; }

    public override void Write(CommandWriter writer) => writer.Raw("ENABLE "u8).Raw(extensions);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("ENABLED"u8))
        {
            return false;
        }

        var enabled = ImapCapabilities.Parse(response.Arguments);
        QResync = enabled.Has("QRESYNC");
        Utf8 = enabled.Has("UTF8=ACCEPT");
        return true;
    }
}
