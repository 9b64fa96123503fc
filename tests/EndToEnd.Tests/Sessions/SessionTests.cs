using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Sessions;

[Collection(SharedGateway.Collection)]
public sealed class SessionTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "Connect")]
    public async Task Connect_with_the_cookies_of_a_session_replaces_it()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        using var old = await mailbox.OpenAsync(SpecialFolder.Inbox);

        await mailbox.Session.ReconnectAsync(default);

        // The objects of the old context are gone, and a logon in the new one works.
        await Assert.ThrowsAsync<InvalidOperationException>(() => old.ListAsync(default));
        var store = await MapiStore.LogonAsync(mailbox.Session, mailbox.Settings.LegacyDn, default);
        using var inbox = await store.OpenFolderAsync(SpecialFolder.Inbox, default);
        Assert.Equal(old.Id, inbox.Id);
    }

    [Fact]
    [Trait("Operation", "Connect")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1329")]
    public async Task Reconnect_needs_no_sequence_cookie()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        Assert.Equal(0, (await endpoint.PostAsync("Connect", ConnectBody(user))).Code);
        var context = endpoint.Cookies.First(cookie => cookie.Key.Contains("Context", StringComparison.OrdinalIgnoreCase));
        endpoint.Cookies.Clear();
        endpoint.Cookies[context.Key] = context.Value;

        Assert.Equal(0, (await endpoint.PostAsync("Connect", ConnectBody(user))).Code);

        Assert.NotEqual(context.Value, endpoint.Cookies[context.Key]);
        endpoint.Cookies[context.Key] = context.Value;
        Assert.Equal((int)MapiHttpResponseCode.ContextNotFound, (await endpoint.PostAsync("Execute", Body(new ExecuteRequest(0, [], 0x8000, [])))).Code);
    }

    [Fact]
    [Trait("Operation", "Disconnect")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R146")]
    public async Task Disconnect_ends_the_session()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        Assert.Equal(0, (await endpoint.PostAsync("Connect", ConnectBody(user))).Code);
        var cookies = new Dictionary<string, string>(endpoint.Cookies, StringComparer.Ordinal);
        Assert.Equal(0, (await endpoint.PostAsync("PING", [])).Code);
        Assert.Equal(0, (await endpoint.PostAsync("Disconnect", Body(new DisconnectRequest([])))).Code);

        foreach (var (name, value) in cookies)
            endpoint.Cookies[name] = value;
        Assert.Equal((int)MapiHttpResponseCode.ContextNotFound, (await endpoint.PostAsync("Execute", Body(new ExecuteRequest(0, [], 0x8000, [])))).Code);
    }

    [Fact]
    [Trait("Operation", "Connect")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R136")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1301")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R2037")]
    public async Task Answer_has_the_headers_of_its_kind()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        var reply = await endpoint.PostAsync("Connect", ConnectBody(user));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("application/mapi-http", reply.ContentType);
        Assert.Equal("Connect", reply.Headers["X-RequestType"]);
        Assert.Equal("{A1B2C3D4-0000-0000-0000-000000000001}:1", reply.Headers["X-RequestId"]);
        Assert.Equal("{A1B2C3D4-0000-0000-0000-000000000002}:1", reply.Headers["X-ClientInfo"]);
        Assert.StartsWith("Exchange/15.", reply.Headers["X-ServerApplication"], StringComparison.Ordinal);
        Assert.Equal("15000", reply.Headers["X-PendingPeriod"]);
        Assert.Equal("900000", reply.Headers["X-ExpirationInfo"]);
        Assert.Equal("private", reply.Headers["Cache-Control"]);
        Assert.StartsWith("PROCESSING\r\nDONE\r\n", reply.Text, StringComparison.Ordinal);
        Assert.Matches(@"X-ElapsedTime: ?\d+\r\n", reply.Text);
        Assert.Matches(@"X-StartTime: ?\S", reply.Text);
        var reader = new WireReader(reply.Body);
        var response = ConnectResponse.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        Assert.NotEmpty(response.DisplayName);
    }

    /// <summary>An object of one session means nothing in another of the same user.</summary>
    [Fact]
    [Trait("Operation", "RopRelease")]
    public async Task Sessions_of_one_user_do_not_share_objects()
    {
        await using var first = await gateway.OpenNewAsync();
        await using var second = await gateway.OpenAsync(first.User);
        using var inbox = await first.OpenAsync(SpecialFolder.Inbox);
        await first.Session.DisconnectAsync(default);

        Assert.Empty(await second.SubjectsAsync(SpecialFolder.Inbox));
    }

    internal static byte[] ConnectBody(StackUser user) =>
        Body(new ConnectRequest($"/o=Mapigate/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={user.Address[..user.Address.IndexOf('@', StringComparison.Ordinal)]}", 0, 1252, 1033, 1033, []));

    internal static byte[] Body<T>(T request)
        where T : IMapiHttpBody<T>
    {
        using var writer = new WireWriter();
        request.Write(writer);
        return writer.ToArray();
    }
}
