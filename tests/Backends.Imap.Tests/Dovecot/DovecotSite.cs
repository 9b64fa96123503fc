using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Mail;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>The stack's Dovecot, as it is or with some of its capabilities hidden.</summary>
internal sealed class DovecotSite(Stack stack, params string[] hidden) : IMailSite
{
    public bool KeepsEmptyMessages => false;

    public Task<BackendCredentials> NewUserAsync()
    {
        var user = stack.NewUser();
        return Task.FromResult(new BackendCredentials(user.Address, user.Password));
    }

    public Task<IMailStore> LogInAsync(BackendCredentials credentials) => hidden.Length == 0
        ? DovecotStores.LogInAsync(stack.Options(), credentials)
        : stack.LogInWithoutAsync(new StackUser(credentials.User, credentials.Password), hidden);
}
