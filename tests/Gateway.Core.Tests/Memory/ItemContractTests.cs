using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Backends.TestKit.Items;

namespace Mapigate.Gateway.Core.Tests.Memory;

/// <summary>The item store in memory keeps the contract too.</summary>
public static class ItemContractTests
{
    public sealed class Changes() : ItemChangesContract(new Site());

    public sealed class Writing() : ItemWritingContract(new Site());

    /// <summary>Whoever logs in with the right name has a store of his own.</summary>
    private sealed class Site : IItemSite
    {
        private readonly Dictionary<string, MemoryItemStore> _stores = [];

        public bool KeepsUidsApart => false;

        public bool ReadsContents => false;

        public Task<BackendCredentials> NewUserAsync()
        {
            var user = new BackendCredentials($"user{_stores.Count}@example.test", "secret");
            _stores[user.User] = new MemoryItemStore();
            return Task.FromResult(user);
        }

        public Task<IItemStore> LogInAsync(BackendCredentials credentials) => _stores[credentials.User].LogInAsync(credentials, CancellationToken.None);
    }
}
