using System.Net;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.MapiFrontend.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mapigate.MapiFrontend.Tests.Http;

public sealed class MapiHttpTransportTests
{
    private static readonly byte[] Disconnect = FrontendHost.Bytes(new DisconnectRequest([]));
    private static readonly byte[] Wait = FrontendHost.Bytes(new NotificationWaitRequest(0, []));

    [Fact]
    public async Task Connect_answers_in_chunks_with_every_header()
    {
        await using var host = await FrontendHost.StartAsync();
        var request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        var requestId = request.Headers.GetValues("X-RequestId").Single();
        var reply = await host.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(0, reply.Code);
        Assert.Equal("chunked", reply.Headers["Transfer-Encoding"]);
        Assert.Equal("application/mapi-http", reply.Headers["Content-Type"]);
        Assert.Equal("Connect", reply.Headers["X-RequestType"]);
        Assert.Equal(requestId, reply.Headers["X-RequestId"]);
        Assert.Equal("{11111111-49C8-421C-B876-CDF7F2AC3AA0}:7", reply.Headers["X-ClientInfo"]);
        Assert.Equal("15000", reply.Headers["X-PendingPeriod"]);
        Assert.Equal("900000", reply.Headers["X-ExpirationInfo"]);
        Assert.Equal("Exchange/15.00.0847.4040", reply.Headers["X-ServerApplication"]);
        Assert.Equal("private", reply.Headers["Cache-Control"]);
        Assert.Equal(["PROCESSING", "DONE"], reply.Tags);
        Assert.True(long.Parse(reply.Trailer["X-ElapsedTime"]) >= 0);
        Assert.True(DateTimeOffset.TryParseExact(reply.Trailer["X-StartTime"], "R", null, System.Globalization.DateTimeStyles.AssumeUniversal, out _));
        Assert.Equal(2, reply.SetCookies.Count);
        Assert.All(reply.SetCookies, cookie => Assert.Contains("path=/mapi/emsmdb", cookie));
        var body = reply.Read<ConnectResponse>();
        Assert.Equal((ErrorCode.Success, 60_000u, 6u, 10_000u, "Alice Example"), (body.ErrorCode, body.PollsMax, body.RetryCount, body.RetryDelay, body.DisplayName));
    }

    [Theory]
    [InlineData("/MAPI/Emsmdb")]
    [InlineData("/mapi/emsmdb/")]
    [InlineData("/mapi/EMSMDB/?MailboxId=1@example.test&x=y")]
    public async Task Path_in_any_spelling_is_the_endpoint(string path)
    {
        await using var host = await FrontendHost.StartAsync();
        var reply = await host.SendAsync(path, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        Assert.Equal(0, reply.Code);
        Assert.Contains("path=" + path.Split('?')[0].TrimEnd('/'), reply.SetCookies[0]);
    }

    [Fact]
    public async Task Unknown_path_is_refused_with_3()
    {
        await using var host = await FrontendHost.StartAsync();
        Assert.Equal(3, (await host.SendAsync("/mapi/other/", "Connect", [])).Code);
        Assert.Equal(3, (await host.SendAsync("/mapi/emsmdb/deeper", "Connect", [])).Code);
    }

    [Fact]
    public async Task Get_is_refused_with_2()
    {
        await using var host = await FrontendHost.StartAsync();
        var request = host.Request(FrontendHost.Mailbox, "Connect", []);
        (request.Method, request.Content) = (HttpMethod.Get, null);
        var reply = await host.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, 2, "text/html"), (reply.Status, reply.Code, reply.Headers["Content-Type"]));
    }

    [Theory]
    [InlineData("X-RequestType", 7)]
    [InlineData("X-RequestId", 7)]
    [InlineData("X-ClientInfo", 0)]
    [InlineData("X-ClientApplication", 0)]
    public async Task Missing_header_is_refused_with_7_where_it_is_required(string header, int code)
    {
        await using var host = await FrontendHost.StartAsync();
        var request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        request.Headers.Remove(header);
        var reply = await host.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Content_type_is_required_and_checked()
    {
        await using var host = await FrontendHost.StartAsync();
        var request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        request.Content!.Headers.ContentType = null;
        Assert.Equal(7, (await host.SendAsync(request)).Code);
        request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        request.Content!.Headers.ContentType = new("application/octet-stream");
        Assert.Equal(4, (await host.SendAsync(request)).Code);
    }

    [Theory]
    [InlineData("Bogus")]
    [InlineData("Bind")]
    public async Task Request_type_of_no_or_the_other_endpoint_is_refused_with_5(string type)
    {
        await using var host = await FrontendHost.StartAsync();
        Assert.Equal(5, (await host.SendAsync(FrontendHost.Mailbox, type, [])).Code);
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused_with_9_announced_or_not()
    {
        await using var host = await FrontendHost.StartAsync(o => o with { MaxRequestBodySize = 1000 });
        Assert.Equal(9, (await host.SendAsync(FrontendHost.Mailbox, "Connect", new byte[1001])).Code);
        var request = host.Request(FrontendHost.Mailbox, "Connect", new byte[1001]);
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(9, (await host.SendAsync(request)).Code);
        request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(0, (await host.SendAsync(request)).Code);
    }

    [Fact]
    public async Task Every_truncated_connect_body_is_refused_with_12()
    {
        await using var host = await FrontendHost.StartAsync();
        var body = FrontendHost.ConnectBody(FrontendHost.Alice);
        for (var length = 0; length < body.Length; length += 7)
            Assert.Equal(12, (await host.SendAsync(FrontendHost.Mailbox, "Connect", body[..length])).Code);
        Assert.Equal(0, host.Services.GetRequiredService<SessionContexts>().Count);
    }

    [Fact]
    public async Task Malformed_body_leaves_the_session_and_its_cookies_alone()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        var refused = await host.SendAsync(FrontendHost.Mailbox, "Execute", [1, 2], connected.Cookies);
        Assert.Equal(12, refused.Code);
        Assert.Equal(connected.Cookies, refused.Cookies);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, connected.Cookies)).Code);
    }

    [Fact]
    public async Task Context_cookie_missing_malformed_unknown_or_of_another_user_has_its_code()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        Assert.Equal(13, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect)).Code);
        Assert.Equal(6, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, "MapiContext=Invalid cookie; MapiSequence=Invalid cookie")).Code);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, "MapiContext=" + SessionToken.New())).Code);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, connected.Cookies, FrontendHost.Bob)).Code);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.AddressBook, "PING", [], connected.Cookies)).Code);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], connected.Cookies)).Code);
    }

    [Fact]
    public async Task Disconnect_ends_the_context_and_still_sends_its_cookies()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        var reply = await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, connected.Cookies);
        Assert.Equal(ErrorCode.Success, reply.Read<DisconnectResponse>().ErrorCode);
        Assert.Equal(connected.ContextCookie, reply.ContextCookie);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, connected.Cookies)).Code);
    }

    [Fact]
    public async Task Ping_needs_no_context_and_has_no_body()
    {
        await using var host = await FrontendHost.StartAsync();
        foreach (var path in new[] { FrontendHost.Mailbox, FrontendHost.AddressBook })
        {
            var reply = await host.SendAsync(path, "PING", []);
            Assert.Equal(0, reply.Code);
            Assert.Empty(reply.Body);
            Assert.Empty(reply.SetCookies);
        }
    }

    [Fact]
    public async Task Connect_with_old_cookies_replaces_the_context_whatever_the_sequence()
    {
        await using var host = await FrontendHost.StartAsync();
        var first = await host.ConnectAsync();
        var second = await host.ConnectAsync(first.ContextCookie);
        Assert.Equal(0, second.Code);
        Assert.NotEqual(first.ContextCookie, second.ContextCookie);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], first.Cookies)).Code);
        var third = await host.ConnectAsync(first.Cookies);
        Assert.Equal(0, third.Code);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], second.Cookies)).Code);
    }

    [Fact]
    public async Task Idle_context_expires_and_a_ping_keeps_it()
    {
        var time = new ManualTime();
        await using var host = await FrontendHost.StartAsync(o => o with { SessionExpiry = TimeSpan.FromSeconds(4) }, time);
        var connected = await host.ConnectAsync();
        Assert.Equal("4000", connected.Headers["X-ExpirationInfo"]);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], connected.Cookies)).Code);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], connected.Cookies)).Code);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], connected.Cookies)).Code);
        Assert.Equal(0, host.Services.GetRequiredService<SessionContexts>().Count);
    }

    [Theory]
    [InlineData(0u, "", 1252u, ErrorCode.AccessDenied)]
    [InlineData(0u, "/o=Example/cn=nobody", 1252u, ErrorCode.UnknownUser)]
    [InlineData(1u, null, 1252u, ErrorCode.LoginPerm)]
    [InlineData(0u, null, 1200u, ErrorCode.InvalidCodepage)]
    public async Task Connect_that_is_refused_leaves_no_context(uint flags, string? dn, uint codePage, ErrorCode error)
    {
        await using var host = await FrontendHost.StartAsync();
        var reply = await host.SendAsync(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice, flags, dn, codePage));
        Assert.Equal(0, reply.Code);
        Assert.Equal(error, reply.Read<ConnectResponse>().ErrorCode);
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, reply.Cookies)).Code);
    }

    [Fact]
    public async Task User_with_too_many_contexts_loses_the_one_unused_for_longest()
    {
        var time = new ManualTime();
        await using var host = await FrontendHost.StartAsync(o => o with { MaxContextsPerUser = 3 }, time);
        var all = new List<MapiReply>();
        for (var i = 0; i < 3; i++)
        {
            all.Add(await host.ConnectAsync());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], all[0].Cookies)).Code);
        all.Add(await host.ConnectAsync());
        all.Add(await host.ConnectAsync(user: FrontendHost.Bob));
        Assert.Equal(10, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], all[1].Cookies)).Code);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], all[0].Cookies)).Code);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], all[2].Cookies)).Code);
    }

    [Fact]
    public async Task Notification_wait_sends_processing_at_once_and_pending_before_each_period_ends()
    {
        var time = new ManualTime();
        await using var host = await FrontendHost.StartAsync(o => o with { PendingPeriod = TimeSpan.FromSeconds(15), NotificationWait = TimeSpan.FromSeconds(40) }, time);
        var connected = await host.ConnectAsync();
        var request = host.Request(FrontendHost.Mailbox, "NotificationWait", Wait, connected.Cookies);
        var sent = host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await time.UntilTimerAsync(TimeSpan.FromMilliseconds(100));
        time.Advance(TimeSpan.FromMilliseconds(100));
        using var response = await sent;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("PROCESSING", await reader.ReadLineAsync());
        for (var i = 0; i < 2; i++)
        {
            await time.UntilTimerAsync(TimeSpan.FromSeconds(14));
            time.Advance(TimeSpan.FromSeconds(14));
            Assert.Equal("PENDING", await reader.ReadLineAsync());
        }

        // The session is not blocked meanwhile.
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "PING", [], connected.Cookies)).Code);
        await time.UntilTimerAsync(TimeSpan.FromSeconds(14));
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("DONE", await reader.ReadLineAsync());
        Assert.Equal("X-ElapsedTime: 40100", await reader.ReadLineAsync());
        Assert.StartsWith("X-StartTime: ", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        var body = await reader.ReadToEndAsync();
        Assert.Equal(16, body.Length);
        Assert.Equal("\0\0\0\0", body[8..12]);
    }

    [Fact]
    public async Task Disconnect_ends_a_wait_with_10_in_the_trailer()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        using var waiting = await host.Client.SendAsync(host.Request(FrontendHost.Mailbox, "NotificationWait", Wait, connected.Cookies), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(0, (await host.SendAsync(FrontendHost.Mailbox, "Disconnect", Disconnect, connected.Cookies)).Code);
        var reply = await MapiReply.ReadAsync(waiting);
        Assert.Equal("0", reply.Headers["X-ResponseCode"]);
        Assert.Equal(10, reply.Code);
    }

    [Fact]
    public async Task Gateway_that_stops_tells_waiting_clients_18_and_refuses_new_requests_with_503()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        using var waiting = await host.Client.SendAsync(host.Request(FrontendHost.Mailbox, "NotificationWait", Wait, connected.Cookies), HttpCompletionOption.ResponseHeadersRead);
        await host.Services.GetRequiredService<SessionContexts>().EndAllAsync();
        Assert.Equal(18, (await MapiReply.ReadAsync(waiting)).Code);
        var refused = await host.ConnectAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 18), (refused.Status, refused.Code));
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Client_that_goes_away_frees_its_context()
    {
        await using var host = await FrontendHost.StartAsync();
        var connected = await host.ConnectAsync();
        var contexts = host.Services.GetRequiredService<SessionContexts>();
        var id = connected.ContextCookie["MapiContext=".Length..];
        var context = contexts.Find(id, MapiEndpoint.Mailbox, FrontendHost.Alice)!;
        using (await host.Client.SendAsync(host.Request(FrontendHost.Mailbox, "NotificationWait", Wait, connected.Cookies), HttpCompletionOption.ResponseHeadersRead))
            Assert.Equal(TimeSpan.Zero, context.Idle);
        var deadline = DateTimeOffset.UtcNow.AddSeconds(10);
        while (context.Idle == TimeSpan.Zero && DateTimeOffset.UtcNow < deadline)
            await Task.Yield();
        Assert.NotEqual(TimeSpan.Zero, context.Idle);
    }

    [Fact]
    public async Task Anonymous_request_is_challenged()
    {
        await using var host = await FrontendHost.StartAsync();
        var request = host.Request(FrontendHost.Mailbox, "Connect", FrontendHost.ConnectBody(FrontendHost.Alice));
        request.Headers.Authorization = null;
        var reply = await host.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.StartsWith("Basic realm=", reply.Headers["WWW-Authenticate"]);
        Assert.Equal("Exchange/15.00.0847.4040", reply.Headers["X-ServerApplication"]);
    }

    [Theory]
    [InlineData(BackendError.AuthenticationFailed, HttpStatusCode.Unauthorized)]
    [InlineData(BackendError.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(BackendError.Timeout, HttpStatusCode.ServiceUnavailable)]
    public async Task Backend_fault_at_log_in_is_401_only_for_wrong_credentials(BackendError error, HttpStatusCode status)
    {
        await using var host = await FrontendHost.StartAsync(isUser: (_, _) => throw new BackendException(error, "as told"));
        var reply = await host.ConnectAsync();
        Assert.Equal(status, reply.Status);
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, reply.Headers.ContainsKey("Retry-After"));
    }
}
