using Mapigate.Backends.Items;
using Mapigate.Backends.TestKit.Items;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>The stack's Radicale.</summary>
internal sealed class RadicaleSite(Stack stack) : IItemSite
{
    public ItemKinds Makes => ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals | ItemKinds.Contacts;

    public Task<BackendCredentials> NewUserAsync()
    {
        var user = stack.NewUser();
        return Task.FromResult(new BackendCredentials(user.Address, user.Password));
    }

    public Task<IItemStore> LogInAsync(BackendCredentials credentials) =>
        new DavItemBackend(new DavOptions { Url = stack.CalDav.ToString() }, TimeProvider.System, NullLogger<DavItemBackend>.Instance).LogInAsync(credentials, CancellationToken.None);
}
