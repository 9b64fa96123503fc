using Mapigate.Tests;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The mailboxes behind the stack's servers.</summary>
internal abstract class StackSite(Stack stack)
{
    public string Stranger => "nobody@example.test";

    public Task<BackendCredentials> NewUserAsync()
    {
        var user = stack.NewUser();
        return Task.FromResult(new BackendCredentials(user.Address, user.Password));
    }

    public async Task<IReadOnlyList<byte[]>> ArrivedAsync(BackendCredentials user, int count, CancellationToken cancellationToken)
    {
        using var inbox = await Inbox.OpenAsync(stack.Imap, user, cancellationToken);
        return await inbox.TakeAllAsync(count, cancellationToken);
    }
}
