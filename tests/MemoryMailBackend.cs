using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>A mail server in memory: one store for each user who may log in.</summary>
internal sealed class MemoryMailBackend(Func<string, string, bool> isUser) : IMailBackend
{
    private readonly Dictionary<string, MemoryMailStore> _stores = [];

    public MemoryMailStore this[string address]
    {
        get
        {
            lock (_stores)
                return _stores.TryGetValue(address, out var store) ? store : _stores[address] = new MemoryMailStore();
        }
    }

    public Task<IMailStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken) => isUser(credentials.User, credentials.Password)
        ? Task.FromResult<IMailStore>(this[credentials.User])
        : throw new BackendException(BackendError.AuthenticationFailed, "no such user and password");
}
