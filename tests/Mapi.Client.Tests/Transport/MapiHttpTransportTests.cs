using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;

namespace Mapigate.Mapi.Client.Tests.Transport;

public class MapiHttpTransportTests
{
    private static readonly DisconnectRequest Request = new([]);
    private static readonly DisconnectResponse Response = new(ErrorCode.Success, []);

    [Fact]
    public async Task Request_carries_the_headers_of_the_document()
    {
        var seen = new ConcurrentQueue<Dictionary<string, string>>();
        await using var server = await FakeServer.StartAsync(async context =>
        {
            seen.Enqueue(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            await MapiResponse.SendAsync(context, Response);
        });
        var transport = server.Transport();
        await Send(transport);
        await Send(transport);

        var first = seen.First();
        var second = seen.Last();
        Assert.Equal("application/mapi-http", first["Content-Type"]);
        Assert.Equal("Disconnect", first["X-RequestType"]);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:sécret")), first["Authorization"]);
        Assert.Matches(@"^Outlook/15\.\d+\.\d+\.\d+$", first["X-ClientApplication"]);
        Assert.Matches(@"^\{[0-9A-F-]{36}\}:1$", first["X-RequestId"]);
        Assert.Matches(@"^\{[0-9A-F-]{36}\}:\d+$", first["X-ClientInfo"]);
        Assert.Equal(first["X-RequestId"][..38], second["X-RequestId"][..38]);
        Assert.EndsWith(":2", second["X-RequestId"]);
        Assert.Equal("4", first["Content-Length"]);
        Assert.False(first.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Cookies_come_back_with_the_next_request_and_change_with_each_response()
    {
        var seen = new ConcurrentQueue<string>();
        var number = 0;
        await using var server = await FakeServer.StartAsync(async context =>
        {
            seen.Enqueue(context.Request.Headers.Cookie.ToString());
            await MapiResponse.SendAsync(context, Response, "MapiContext=abc=; path=/mapi/emsmdb; secure; HttpOnly", $"MapiSequence=s{++number}; path=/mapi");
        });
        var transport = server.Transport();
        await Send(transport);
        await Send(transport);
        await Send(transport);
        transport.ForgetSession();
        await Send(transport);
        Assert.Equal(["", "MapiContext=abc=; MapiSequence=s1", "MapiContext=abc=; MapiSequence=s2", ""], seen);
    }

    [Fact]
    public async Task Cookies_of_a_wait_do_not_undo_those_of_requests_beside_it()
    {
        var waiting = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var seen = new ConcurrentQueue<string>();
        await using var server = await FakeServer.StartAsync(async context =>
        {
            if (context.Request.Headers["X-RequestType"] == "NotificationWait")
            {
                waiting.SetResult();
                await release.Task;
                await MapiResponse.SendAsync(context, new NotificationWaitResponse(ErrorCode.Success, true, []), "MapiContext=abc", "MapiSequence=old");
                return;
            }

            seen.Enqueue(context.Request.Headers.Cookie.ToString());
            await MapiResponse.SendAsync(context, Response, "MapiContext=abc", "MapiSequence=new");
        });
        var transport = server.Transport();
        var wait = transport.SendAsync<NotificationWaitRequest, NotificationWaitResponse>(MapiHttpRequest.NotificationWait, new NotificationWaitRequest(0, []), default);
        await waiting.Task;
        await Send(transport);
        release.SetResult();
        Assert.True((await wait).EventPending);
        await Send(transport);
        Assert.Equal("MapiContext=abc; MapiSequence=new", seen.Last());
    }

    [Fact]
    public async Task Response_in_pieces_of_any_size_is_read_whole()
    {
        var body = MapiResponse.Write(new ExecuteResponse(ErrorCode.Success, 0, Enumerable.Range(0, 3000).Select(i => (byte)i).ToArray(), [1]));
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            context.Response.Headers["X-PendingPeriod"] = "15000";
            foreach (var c in "PROCESSING\r\nPENDING\r\nPENDING\r\nDONE\r\nX-ElapsedTime: 70\r\n\r\n")
                await MapiResponse.TextAsync(context, c.ToString());
            foreach (var piece in body.Chunk(700))
            {
                await context.Response.Body.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
            }
        });
        var reply = await server.Transport().SendAsync(MapiHttpRequest.Execute, Array.Empty<byte>(), default);
        Assert.Equal(body, reply.Body);
        Assert.Equal([MetaTag.Processing, MetaTag.Pending, MetaTag.Done], reply.MetaTags);
        Assert.Equal(TimeSpan.FromMilliseconds(70), reply.ElapsedTime);
        Assert.Equal(TimeSpan.FromMinutes(15), reply.ExpirationInfo);
        Assert.Equal("Exchange/15.00.0847.4040", reply.ServerApplication);
    }

    [Fact]
    public async Task Response_code_in_the_header_is_the_fault()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context, 10, "MapiContext=dead");
            await MapiResponse.TextAsync(context, "<html>gone</html>");
        });
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
        Assert.Equal(MapiHttpResponseCode.ContextNotFound, fault.Code);
        Assert.True(fault.IsSessionLost);
    }

    [Fact]
    public async Task Response_code_behind_done_replaces_the_header()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "PROCESSING\r\nDONE\r\nX-ResponseCode: 18\r\n\r\n<html/>");
        });
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
        Assert.Equal(MapiHttpResponseCode.EndpointShuttingDown, fault.Code);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task Http_status_is_the_fault(int status)
    {
        await using var server = await FakeServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
        Assert.Equal((HttpStatusCode)status, fault.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROCESSING\r\nPENDING\r\n")]
    [InlineData("PROCESSING\r\nDONE\r\nX-ElapsedTime: 1\r\n")]
    [InlineData("<html>hello</html>\r\n")]
    [InlineData("DONE\r\n\r\n")]
    [InlineData("DONE\r\n\r\n\0\0\0\0\0\0\0")]
    public async Task Response_that_ends_early_is_refused(string text)
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, text);
        });
        await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
    }

    [Fact]
    public async Task Error_code_of_a_body_that_ends_with_it_is_reported()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "PROCESSING\r\nDONE\r\n\r\n\0\0\0\0\u00EB\u0003\0\0");
        });
        var fault = await Assert.ThrowsAsync<MapiException>(() => Send(server.Transport()));
        Assert.Equal(ErrorCode.UnknownUser, fault.Code);
    }

    [Fact]
    public async Task Failure_body_is_reported_by_its_status_code()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "PROCESSING\r\nDONE\r\n\r\n\u0057\u0000\u0007\u0080\0\0\0\0");
        });
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
        Assert.Contains("0x80070057", fault.Message);
    }

    [Fact]
    public async Task Ping_may_have_no_body_at_all()
    {
        await using var server = await FakeServer.StartAsync(context =>
        {
            MapiResponse.Start(context);
            return Task.CompletedTask;
        });
        var reply = await server.Transport().SendAsync(MapiHttpRequest.PING, Array.Empty<byte>(), default);
        Assert.Empty(reply.Body);
    }

    [Fact]
    public async Task Silence_ends_the_request()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "PROCESSING\r\n");
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var options = FakeServer.Options with { SilenceTimeout = TimeSpan.FromMilliseconds(300) };
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport(options)));
        Assert.Contains("silent", fault.Message);
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused()
    {
        await using var server = await FakeServer.StartAsync(async context =>
        {
            MapiResponse.Start(context);
            await MapiResponse.TextAsync(context, "DONE\r\n\r\n" + new string('x', 100_000));
        });
        await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport(FakeServer.Options with { MaxResponse = 50_000 })));
    }

    [Fact]
    public async Task Certificate_is_trusted_only_where_the_options_say_so()
    {
        await using var server = await FakeServer.StartAsync(context => MapiResponse.SendAsync(context, Response), tls: true);
        await Assert.ThrowsAsync<MapiTransportException>(() => Send(server.Transport()));
        await Send(server.Transport(FakeServer.Options with { AcceptAnyCertificate = true }));
        await Send(server.Transport(FakeServer.Options with { CertificateAuthorities = new X509Certificate2Collection(server.Certificate!) }));
    }

    [Fact]
    public async Task Server_that_is_not_there_is_named_in_the_fault()
    {
        using var http = HttpConnections.Create(FakeServer.Options);
        var port = FakeServer.FreePort();
        var transport = new MapiHttpTransport(http, new Uri($"http://127.0.0.1:{port}/mapi/emsmdb/"), FakeServer.Options);
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => Send(transport));
        Assert.Contains($"127.0.0.1:{port}", fault.Message);
    }

    private static Task<DisconnectResponse> Send(MapiHttpTransport transport) =>
        transport.SendAsync<DisconnectRequest, DisconnectResponse>(MapiHttpRequest.Disconnect, Request, CancellationToken.None);
}
