using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Mail;

namespace Mapigate.Gateway.Core.Tests.Memory;

/// <summary>The mail server in memory that the mailbox's tests use.</summary>
internal sealed class MemorySite(MailCapabilities without = MailCapabilities.None) : IMailSite
{
    private const string Password = "secret";

    private readonly MemoryMailBackend _backend = new((user, password) => user.StartsWith("user", StringComparison.Ordinal) && password == Password);

    public Task<BackendCredentials> NewUserAsync()
    {
        var user = new BackendCredentials($"user{Guid.NewGuid():N}@example.test", Password);
        _backend[user.User].Capabilities &= ~without;
        return Task.FromResult(user);
    }

    public Task<IMailStore> LogInAsync(BackendCredentials credentials) => _backend.LogInAsync(credentials, CancellationToken.None);
}
