using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local;

internal sealed class LocalMailBackend(LocalServer server, LocalOptions options, TimeProvider time) : IMailBackend
{
    public Task<IMailStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken) => FileFault.RunAsync<IMailStore>(
        () =>
        {
            var mailbox = server.Mailbox(server.Users.LogIn(credentials));
            _ = mailbox.Mail;
            return Task.FromResult<IMailStore>(new LocalMailStore(mailbox, options, time));
        },
        cancellationToken);
}
