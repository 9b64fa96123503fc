using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>Whatever a client sends is answered with its code, and the session, where there is one, lives on.</summary>
[Collection(SharedGateway.Collection)]
public sealed class MalformedRequestTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "Connect")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1331")]
    public async Task Request_without_credentials_is_challenged()
    {
        using var endpoint = new RawEndpoint(gateway.Url, null, gateway.Stack.CertificateAuthority);
        var reply = await endpoint.PostAsync("Connect", []);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.StartsWith("Basic realm=", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Operation", "PING")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R54")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R141")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R143")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R148")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R2038")]
    public async Task Faults_of_the_head_have_their_codes()
    {
        using var endpoint = new RawEndpoint(gateway.Url, gateway.Stack.NewUser(), gateway.Stack.CertificateAuthority);

        Assert.Equal(MapiHttpResponseCode.InvalidVerb, await CodeAsync(endpoint, "Connect", [], message =>
        {
            message.Method = HttpMethod.Get;
            message.Content = null;
        }));
        Assert.Equal(MapiHttpResponseCode.MissingHeader, await CodeAsync(endpoint, null, []));
        Assert.Equal(MapiHttpResponseCode.MissingHeader, await CodeAsync(endpoint, "Connect", [], message => message.Headers.Remove("X-RequestId")));
        Assert.Equal(MapiHttpResponseCode.InvalidHeader, await CodeAsync(endpoint, "Connect", [], message => message.Content!.Headers.ContentType = new("text/plain")));
        Assert.Equal(MapiHttpResponseCode.InvalidRequestType, await CodeAsync(endpoint, "Fly", []));
        Assert.Equal(MapiHttpResponseCode.InvalidRequestType, await CodeAsync(endpoint, "ResolveNames", []));
        Assert.Equal(MapiHttpResponseCode.InvalidRequestBody, await CodeAsync(endpoint, "Connect", [1, 2, 3]));
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "PING", []));

        using var lost = new RawEndpoint(gateway.Url, gateway.Stack.NewUser(), gateway.Stack.CertificateAuthority, "/mapi/nowhere/");
        Assert.Equal(MapiHttpResponseCode.InvalidPath, await CodeAsync(lost, "Connect", []));
    }

    [Fact]
    [Trait("Operation", "Execute")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R142")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R149")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R151")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1225")]
    public async Task Faults_of_the_cookies_have_their_codes()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        Assert.Equal(MapiHttpResponseCode.MissingCookie, await CodeAsync(endpoint, "Execute", Execute([])));

        await ConnectAsync(endpoint, user);
        var first = new Dictionary<string, string>(endpoint.Cookies, StringComparer.Ordinal);
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));
        var second = new Dictionary<string, string>(endpoint.Cookies, StringComparer.Ordinal);
        Assert.NotEqual(first, second);

        // A sequence cookie counts once. [MS-OXCMAPIHTTP] 3.2.5.1
        Put(endpoint, first);
        Assert.Equal(MapiHttpResponseCode.InvalidSequence, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));
        Put(endpoint, second);
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));

        // Another user cannot use the session.
        using var stranger = new RawEndpoint(gateway.Url, gateway.Stack.NewUser(), gateway.Stack.CertificateAuthority);
        Put(stranger, endpoint.Cookies);
        Assert.Equal(MapiHttpResponseCode.ContextNotFound, await CodeAsync(stranger, "Execute", Execute(EmptyBatch)));
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));

        foreach (var name in stranger.Cookies.Keys)
            stranger.Cookies[name] = "no such thing";
        Assert.Equal(MapiHttpResponseCode.InvalidContextCookie, await CodeAsync(stranger, "Execute", Execute(EmptyBatch)));
    }

    [Fact]
    [Trait("Operation", "Execute")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R148")]
    public async Task Session_lives_on_after_a_body_that_cannot_be_read()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        await ConnectAsync(endpoint, user);

        Assert.Equal(MapiHttpResponseCode.InvalidRequestBody, await CodeAsync(endpoint, "Execute", [0xFF, 0xFF, 0xFF]));
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));

        // Inside a body that can be read: no extended buffer, a ROP list longer than its buffer, an unknown operation, half an operation.
        foreach (var garbage in new byte[][] { [1, 2, 3, 4, 5], Extended([0xFF, 0x7F, 1]), Extended([3, 0, 0xEE]), Extended([4, 0, 0x02, 0x00]) })
        {
            var reply = await endpoint.PostAsync("Execute", Execute(garbage));
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.True(reply.Code != 0 || ErrorOf(reply) != ErrorCode.Success, $"Nothing is said against {Convert.ToHexString(garbage)}");
            Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));
        }
    }

    [Fact]
    [Trait("Operation", "Execute")]
    [Trait("Requirement", "MS-OXCTABL R768")]
    [Trait("Requirement", "MS-OXCTABL R867")]
    public async Task Operation_on_an_object_that_is_not_there_fails_alone()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var table = await inbox.ContentsAsync(Mapi.Wire.OxcFold.ContentsTableFlags.None, default);

        // Rows before columns were set, and a table operation on a folder. [MS-OXCTABL] 3.2.5.5, [MS-OXCDATA] 2.4.1
        var noColumns = await Assert.ThrowsAsync<Mapi.Client.MapiException>(() => table.QueryRowsAsync(1, default));
        Assert.Equal(ErrorCode.NullObject, noColumns.Code);
        var wrongKind = await Assert.ThrowsAsync<Mapi.Client.MapiException>(
            () => mailbox.Session.ExecuteAsync<Mapi.Wire.OxcTabl.RopQueryPositionRequest, Mapi.Wire.OxcTabl.RopQueryPositionResponse>(inbox, default, default));
        Assert.Equal(ErrorCode.NotSupported, wrongKind.Code);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
    }

    [Fact]
    [Trait("Operation", "Execute")]
    public async Task Body_beyond_all_measure_is_refused()
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        await ConnectAsync(endpoint, user);

        Assert.Equal(MapiHttpResponseCode.TooLarge, await CodeAsync(endpoint, "Execute", new byte[4 * 1024 * 1024]));
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Execute", Execute(EmptyBatch)));
    }

    private static byte[] EmptyBatch => Extended([2, 0]);

    private static byte[] Extended(byte[] rops)
    {
        using var writer = new WireWriter();
        ExtendedBuffer.Write(writer, rops, ExtendedBufferFlags.Last);
        return writer.ToArray();
    }

    private static byte[] Execute(byte[] ropBuffer)
    {
        using var writer = new WireWriter();
        new ExecuteRequest(0, ropBuffer, 0x10008, []).Write(writer);
        return writer.ToArray();
    }

    private static ErrorCode ErrorOf(RawReply reply)
    {
        var reader = new WireReader(reply.Body);
        return ExecuteResponse.Read(ref reader).ErrorCode;
    }

    private static async Task<MapiHttpResponseCode> CodeAsync(RawEndpoint endpoint, string? type, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var reply = await endpoint.PostAsync(type, body, change);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.NotNull(reply.Code);
        Assert.Equal(reply.Code == 0 ? "application/mapi-http" : "text/html", reply.ContentType);
        return (MapiHttpResponseCode)reply.Code;
    }

    private static void Put(RawEndpoint endpoint, IReadOnlyDictionary<string, string> cookies)
    {
        foreach (var (name, value) in cookies)
            endpoint.Cookies[name] = value;
    }

    private static async Task ConnectAsync(RawEndpoint endpoint, StackUser user)
    {
        using var writer = new WireWriter();
        var name = user.Address[..user.Address.IndexOf('@', StringComparison.Ordinal)];
        new ConnectRequest($"/o=Mapigate/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={name}", 0, 1252, 1033, 1033, []).Write(writer);
        Assert.Equal(MapiHttpResponseCode.Success, await CodeAsync(endpoint, "Connect", writer.ToArray()));
        Assert.Equal(2, endpoint.Cookies.Count);
    }
}
