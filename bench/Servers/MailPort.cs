using Mapigate.Backends;
using Mapigate.Backends.Imap;
using Mapigate.Backends.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Bench.Servers;

/// <summary>The gateway's own IMAP client in this process, without the gateway.</summary>
internal static class MailPort
{
    public static Task<IMailStore> LogInAsync(StackDescription stack, CancellationToken cancellationToken)
    {
        var options = new ImapOptions { Host = "127.0.0.1", Port = stack.Imaps, CertificateAuthority = stack.CertificateAuthority };
        var (address, password) = stack.User;
        return new ImapMailBackend(options, TimeProvider.System, NullLogger<ImapMailBackend>.Instance).LogInAsync(new BackendCredentials(address, password), cancellationToken);
    }
}
