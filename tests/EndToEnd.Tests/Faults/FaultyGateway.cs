using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Proxies;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>One gateway whose servers all stand behind proxies that inject faults. Test classes say [Collection(FaultyGateway.Collection)] and run one after the other.</summary>
public sealed class FaultyGateway : IAsyncLifetime
{
    public const string Collection = "faulty gateway";

    private OwnGateway _gateway = null!;

    public Stack Stack { get; } = new();

    internal ImapProxy Imap { get; private set; } = null!;

    internal SmtpProxy Smtp { get; private set; } = null!;

    internal DavProxy Dav { get; private set; } = null!;

    internal Uri Url => _gateway.Url;

    public async Task InitializeAsync()
    {
        await Stack.InitializeAsync();
        (Imap, Smtp, Dav) = (new ImapProxy(Stack.Imap), new SmtpProxy(Stack.Smtp), new DavProxy(Stack.CalDav.Port));
        _gateway = await OwnGateway.StartAsync(Stack, [.. Imap.Settings, .. Smtp.Settings, .. Dav.Settings]);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Imap.DisposeAsync();
        await Smtp.DisposeAsync();
        await Dav.DisposeAsync();
    }

    internal Task<Mailbox> OpenAsync(StackUser user) => _gateway.OpenAsync(user);

    /// <summary>Does something while a fault is in force, and expects that it fails with one of these codes because of that fault.</summary>
    internal static async Task FailsAsync(FaultyProxy proxy, string command, Fault fault, Func<Task> run, params ErrorCode[] expected)
    {
        var before = proxy.Injected;
        proxy.Inject(command, fault);
        try
        {
            var refused = await Assert.ThrowsAsync<MapiException>(run);
            Assert.True(expected.Contains(refused.Code), $"{refused.Code}, not {string.Join(" or ", expected)}");
            Assert.True(proxy.Injected > before, "the fault was never met");
        }
        finally
        {
            proxy.Heal();
        }
    }
}

[CollectionDefinition(FaultyGateway.Collection)]
public sealed class FaultyGatewayGroup : ICollectionFixture<FaultyGateway>;
