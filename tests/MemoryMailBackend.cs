using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>A mail server in memory: one store for each user who may log in.</summary>
internal sealed class MemoryMailBackend(Func<string, string, bool> isUser) : IMailBackend
{
    private readonly Dictionary<string, MemoryMailStore> _stores = [];
    private int _logIns;

    public MemoryMailStore this[string address]
    {
        get
        {
            lock (_stores)
                return _stores.TryGetValue(address, out var store) ? store : _stores[address] = new MemoryMailStore();
        }
    }

    /// <summary>Asked before each log-in: a fault that it returns is thrown.</summary>
    public Func<BackendCredentials, Exception?>? Fault { get; set; }

    /// <summary>Log-ins wait for it.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>Attempts to log in.</summary>
    public int LogIns => _logIns;

    public async Task<IMailStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _logIns);
        await Open.WaitAsync(cancellationToken);
        if (Fault?.Invoke(credentials) is { } fault)
            throw fault;
        return isUser(credentials.User, credentials.Password)
            ? this[credentials.User]
            : throw new BackendException(BackendError.AuthenticationFailed, "no such user and password");
    }
}
