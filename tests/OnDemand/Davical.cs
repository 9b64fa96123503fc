using Mapigate.Backends.TestKit.Items;

namespace Mapigate.OnDemand;

/// <summary>The contract of the item store port at DAViCal.</summary>
public static class Davical
{
    private const string Group = "davical";

    [CollectionDefinition(Group)]
    public sealed class Server : ICollectionFixture<DavicalServer>;

    [Collection(Group)]
    public sealed class Collections(DavicalServer site) : ItemCollectionContract(site);

    [Collection(Group)]
    public sealed class Changes(DavicalServer site) : ItemChangesContract(site);

    [Collection(Group)]
    public sealed class Writing(DavicalServer site) : ItemWritingContract(site);
}
