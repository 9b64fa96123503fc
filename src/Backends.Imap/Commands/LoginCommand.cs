using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>LOGIN, for servers without SASL PLAIN. RFC 3501 6.2.3</summary>
internal sealed class LoginCommand(BackendCredentials credentials) : ImapCommand
{
    public override string Name => "LOGIN";

    public override void Write(CommandWriter writer) =>
        writer.Raw("LOGIN "u8).Text(Encoding.UTF8.GetBytes(credentials.User)).Raw(" "u8).Text(Encoding.UTF8.GetBytes(credentials.Password));
}
