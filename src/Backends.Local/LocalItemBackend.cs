using Mapigate.Backends.Items;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local;

internal sealed class LocalItemBackend(LocalServer server) : IItemBackend
{
    public Task<IItemStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken) => FileFault.RunAsync<IItemStore>(
        () =>
        {
            var mailbox = server.Mailbox(server.Users.LogIn(credentials));
            _ = mailbox.Items;
            return Task.FromResult<IItemStore>(new LocalItemStore(mailbox));
        },
        cancellationToken);
}
