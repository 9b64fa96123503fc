using System.Diagnostics;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Sessions;

/// <summary>A gateway whose sessions live for seconds only.</summary>
[Collection(Stack.Collection)]
public sealed class ExpiryTests(Stack stack)
{
    [Fact]
    [Trait("Operation", "Execute")]
    [Trait("Operation", "NotificationWait")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R146")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1135")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1241")]
    public async Task Idle_session_ends_and_the_client_connects_again()
    {
        await using var gateway = await OwnGateway.StartAsync(
            stack, ("MAPIGATE_SESSION__EXPIRY", "00:00:02"), ("MAPIGATE_SESSION__PENDINGPERIOD", "00:00:01"), ("MAPIGATE_SESSION__NOTIFICATIONWAIT", "00:00:05"));
        var user = stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, stack.CertificateAuthority);
        await using var mailbox = await gateway.OpenAsync(user);
        Assert.Equal(0, (await endpoint.PostAsync("Connect", SessionTests.ConnectBody(user))).Code);

        // A wait longer than the expiry keeps its session, and says so again and again until its time is over.
        var wait = await endpoint.PostAsync("NotificationWait", SessionTests.Body(new NotificationWaitRequest(0, [])));
        Assert.Equal(0, wait.Code);
        Assert.StartsWith("PROCESSING\r\nPENDING\r\nPENDING\r\n", wait.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await endpoint.PostAsync("PING", [])).Code);

        // The other one was idle all the while.
        await Eventually.SeeAsync(() => Task.FromResult(gateway.Process.Log.Count(line => line.Contains("idle session", StringComparison.Ordinal))), ended => ended > 0);
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => mailbox.OpenAsync(SpecialFolder.Inbox));
        Assert.Equal(MapiHttpResponseCode.ContextNotFound, fault.Code);

        await mailbox.Session.ReconnectAsync(default);
        var store = await MapiStore.LogonAsync(mailbox.Session, mailbox.Settings.LegacyDn, default);
        using var inbox = await store.OpenFolderAsync(SpecialFolder.Inbox, default);
    }

    [Fact]
    [Trait("Operation", "NotificationWait")]
    public async Task Gateway_that_is_told_to_stop_ends_while_clients_wait()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, stack.CertificateAuthority);
        Assert.Equal(0, (await endpoint.PostAsync("Connect", SessionTests.ConnectBody(user))).Code);
        var wait = endpoint.PostAsync("NotificationWait", SessionTests.Body(new NotificationWaitRequest(0, [])));
        Assert.Equal(0, (await endpoint.PostAsync("PING", [])).Code);

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await gateway.Process.StopAsync());
        // Far below the time that the wait would have lasted.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed.TotalSeconds:0.0} s");

        try
        {
            Assert.NotEqual(0, (await wait).Code);
        }
        catch (HttpRequestException)
        {
            // The connection was cut before the answer began.
        }
    }
}
