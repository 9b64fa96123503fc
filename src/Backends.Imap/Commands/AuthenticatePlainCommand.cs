using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>AUTHENTICATE PLAIN. RFC 3501 6.2.2, RFC 4616, RFC 4959 (initial response)</summary>
internal sealed class AuthenticatePlainCommand(BackendCredentials credentials) : ImapCommand
{
    public override string Name => "AUTHENTICATE";

    public override void Write(CommandWriter writer)
    {
        var response = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.AuthorizationId}\0{credentials.User}\0{credentials.Password}"));
        writer.Raw("AUTHENTICATE PLAIN"u8);
        if (writer.Capabilities.SaslIr)
        {
            writer.Raw(" "u8).Raw(response);
        }
        else
        {
            writer.AwaitContinuation();
            writer.Raw(response);
        }
    }
}
