using Mapigate.Backends.TestKit.Items;

namespace Mapigate.Backends.Local.Tests.Vdir;

/// <summary>The contract of the item store port.</summary>
public static class ContractTests
{
    public sealed class Collections(LocalSite site) : ItemCollectionContract(site), IClassFixture<LocalSite>;

    public sealed class Writing(LocalSite site) : ItemWritingContract(site), IClassFixture<LocalSite>;

    public sealed class Changes(LocalSite site) : ItemChangesContract(site), IClassFixture<LocalSite>;
}
