using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>One gateway for all tests that leave it as it is; each brings a mailbox of its own. Test classes say [Collection(SharedGateway.Collection)].</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    public const string Collection = "gateway";

    private OwnGateway _gateway = null!;

    public Stack Stack { get; } = new();

    public Uri Url => _gateway.Url;

    internal IReadOnlyCollection<string> Log => _gateway.Process.Log;

    /// <summary>A user that nobody has used before, and a session in his mailbox.</summary>
    internal Task<Mailbox> OpenNewAsync() => OpenAsync(Stack.NewUser());

    internal Task<Mailbox> OpenAsync(StackUser user) => _gateway.OpenAsync(user);

    public async Task InitializeAsync()
    {
        await Stack.InitializeAsync();
        _gateway = await OwnGateway.StartAsync(Stack);
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();
}

[CollectionDefinition(SharedGateway.Collection)]
public sealed class SharedGatewayGroup : ICollectionFixture<SharedGateway>;
