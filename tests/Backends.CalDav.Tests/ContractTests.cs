using Mapigate.Backends.TestKit.Items;
using Mapigate.Tests;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>The contract of the item store port at the stack's Radicale.</summary>
public static class ContractTests
{
    [Collection(Stack.Collection)]
    public sealed class Collections(Stack stack) : ItemCollectionContract(new RadicaleSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Changes(Stack stack) : ItemChangesContract(new RadicaleSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Writing(Stack stack) : ItemWritingContract(new RadicaleSite(stack));
}
