using System.Buffers.Binary;
using Mapigate.Backends;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.MapiFrontend.Http;
using Mapigate.MapiFrontend.Rops;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.DependencyInjection;
using static Mapigate.MapiFrontend.Tests.Rops.RopSession;

namespace Mapigate.MapiFrontend.Tests.Rops;

public sealed class RopDispatcherTests
{
    private const uint None = RopBuffer.NoHandle;
    private static readonly RopGetHierarchyTableRequest OpenTable = new(1, default);

    [Fact]
    public async Task Request_without_operations_is_answered_with_none()
    {
        await using var session = await StartAsync();
        var output = await session.ExecuteAsync([]);
        Assert.Equal((0, 0), (output.Rops.Length, output.Handles.Length));
        var empty = await session.SendAsync(FrontendHost.Bytes(new ExecuteRequest(3, [], 0x10008, [])));
        Assert.Equal(ErrorCode.Success, empty.Read<ExecuteResponse>().ErrorCode);
    }

    [Fact]
    public async Task Malformed_buffer_ends_the_request_with_nothing_done_and_the_session_lives_on()
    {
        var done = 0;
        await using var session = await StartAsync(Line<RopResetTableRequest, RopEmptyResponse>((_, _) =>
        {
            done++;
            return ErrorCode.Success;
        }));
        var handle = await session.LogOnAsync();
        var reset = Rop(new RopResetTableRequest());
        Assert.Equal(ErrorCode.RpcFormat, await session.FailAsync([handle], [.. reset, 0x28, 0, 0]));
        Assert.Equal(ErrorCode.RpcFormat, await session.FailAsync([handle], [.. reset, (byte)RopId.Notify, 0, 0]));
        for (var length = 1; length < OpenTableBytes.Length; length++)
            Assert.Equal(ErrorCode.RpcFormat, await session.FailAsync([handle], [.. reset, .. OpenTableBytes[..length]]));
        foreach (var body in new[] { new byte[] { 0, 0, 4, 0, 9, 0, 9, 0 }, [1, 0, 4, 0, 2, 0, 2, 0, 2, 0], [0, 0, 4, 0, 2, 0, 2, 0, 9, 0] })
        {
            var reply = await session.SendAsync(FrontendHost.Bytes(new ExecuteRequest(3, body, 0x10008, [])));
            Assert.Equal(ErrorCode.RpcFormat, reply.Read<ExecuteResponse>().ErrorCode);
        }

        Assert.Equal(0, done);
        await session.ExecuteAsync([handle], reset);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Operation_that_is_not_done_says_so_and_those_behind_it_go_on()
    {
        await using var session = await StartAsync();
        var handle = await session.LogOnAsync();
        var output = await session.ExecuteAsync([handle], Rop(new RopGetStoreStateRequest()), Rop(new RopReadStreamRequest(10, 0)), Rop(new RopSpoolerLockMessageRequest()));
        Assert.Equal(
            [
                0x7B, 0, .. Code(ErrorCode.NotImplemented),
                0x2C, 0, .. Code(ErrorCode.NotSupported), 0, 0,
                0x48, 0, .. Code(ErrorCode.NotSupported),
            ],
            output.Rops.ToArray());
    }

    [Fact]
    public async Task Handle_that_is_none_or_of_another_logon_has_its_code()
    {
        await using var session = await StartAsync(Line<RopResetTableRequest, RopEmptyResponse>((_, _) => ErrorCode.Success));
        var first = await session.LogOnAsync(logonId: 0);
        var second = await session.LogOnAsync(logonId: 1);
        Assert.NotEqual(first, second);
        var output = await session.ExecuteAsync(
            [first, second, 0x12345, None],
            Rop(new RopResetTableRequest(), 0), Rop(new RopResetTableRequest(), 1), Rop(new RopResetTableRequest(), 2), Rop(new RopResetTableRequest(), 3), Rop(new RopResetTableRequest(), 4));
        Assert.Equal([ErrorCode.Success, ErrorCode.AccessDenied, ErrorCode.NullObject, ErrorCode.NullObject, ErrorCode.NullObject], Codes(output));
    }

    [Fact]
    public async Task New_object_is_seen_by_the_operations_behind_and_a_failed_one_leaves_its_place_empty()
    {
        var fail = false;
        await using var session = await StartAsync(
            Line<RopGetHierarchyTableRequest, RopGetHierarchyTableResponse>((_, context) =>
            {
                if (fail)
                    return ErrorCode.AccessDenied;
                context.Output = new TestObject(context.Logon);
                return new RopGetHierarchyTableResponse(7);
            }),
            Line<RopResetTableRequest, RopEmptyResponse>((_, context) => context.TryGet<TestObject>(out var _, out var error) ? ErrorCode.Success : error));
        var logon = await session.LogOnAsync();
        var output = await session.ExecuteAsync([logon, None], Rop(OpenTable), Rop(new RopResetTableRequest(), 1), Rop(new RopResetTableRequest(), 0));
        Assert.NotEqual(None, output.Handles[1]);
        Assert.Equal((byte)1, output.Rops.Span[1]);
        Assert.Equal(7u, BinaryPrimitives.ReadUInt32LittleEndian(output.Rops.Span[6..]));
        Assert.Equal(ErrorCode.Success, (ErrorCode)BinaryPrimitives.ReadUInt32LittleEndian(output.Rops.Span[12..]));
        Assert.Equal(ErrorCode.NotSupported, (ErrorCode)BinaryPrimitives.ReadUInt32LittleEndian(output.Rops.Span[18..]));
        fail = true;
        output = await session.ExecuteAsync([logon, 99], Rop(OpenTable), Rop(new RopResetTableRequest(), 1));
        Assert.Equal([ErrorCode.AccessDenied, ErrorCode.NullObject], Codes(output));
        Assert.Equal(None, output.Handles[1]);
        Assert.Equal([ErrorCode.InvalidParameter], Codes(await session.ExecuteAsync([logon], Rop(OpenTable))));
    }

    [Fact]
    public async Task Release_has_no_response_and_a_logon_takes_its_objects_along()
    {
        var made = new List<TestObject>();
        await using var session = await StartAsync(Open(made));
        var logon = await session.LogOnAsync();
        var handles = (await session.ExecuteAsync([logon, None], Rop(OpenTable))).Handles;
        await session.ExecuteAsync([logon, None], Rop(OpenTable));
        var output = await session.ExecuteAsync(handles, Rop(new RopReleaseRequest(), 1), Rop(new RopReleaseRequest(), 1));
        Assert.True(output.Rops.IsEmpty);
        Assert.Equal([true, false], made.Select(m => m.IsDisposed));
        await session.ExecuteAsync([logon], Rop(new RopReleaseRequest()));
        Assert.True(made[1].IsDisposed);
        await session.ExecuteAsync([await session.LogOnAsync(), None], Rop(OpenTable));
        await session.LogOnAsync();
        Assert.True(made[2].IsDisposed);
        await session.ExecuteAsync([await session.LogOnAsync(logonId: 3), None], Rop(OpenTable, logonId: 3));
        Assert.Equal(0, (await session.Host.SendAsync(FrontendHost.Mailbox, "Disconnect", FrontendHost.Bytes(new DisconnectRequest([])), session.Cookies)).Code);
        Assert.True(made[3].IsDisposed);
    }

    [Fact]
    public async Task Session_holds_no_more_objects_than_allowed()
    {
        var made = new List<TestObject>();
        await using var session = await StartAsync(o => o with { MaxHandlesPerSession = 2 }, null, Open(made));
        var logon = await session.LogOnAsync();
        Assert.Equal([ErrorCode.Success], Codes(await session.ExecuteAsync([logon, None], Rop(OpenTable)), 10));
        var output = await session.ExecuteAsync([logon, None], Rop(OpenTable));
        Assert.Equal([ErrorCode.MaxObjectsExceeded], Codes(output));
        Assert.Equal(None, output.Handles[1]);
        Assert.Equal([false, true], made.Select(m => m.IsDisposed));
    }

    [Fact]
    public async Task Responses_that_do_not_fit_give_their_requests_back_undone()
    {
        var made = new List<TestObject>();
        var reads = 0;
        await using var session = await StartAsync(
            Open(made),
            Line<RopReadStreamRequest, RopReadStreamResponse>((request, _) =>
            {
                reads++;
                return new RopReadStreamResponse(new byte[request.Limit]);
            }));
        var logon = await session.LogOnAsync();
        byte[] second = Rop(new RopReadStreamRequest(1200, 0)), third = Rop(OpenTable), fourth = Rop(new RopReadStreamRequest(1, 0));
        var output = Assert.Single(await session.ExecuteAllAsync([logon, None], [.. Rop(new RopReadStreamRequest(1000, 0)), .. second, .. third, .. fourth], maxRopOut: 2048));
        Assert.Equal(1008 + 3 + second.Length + third.Length + fourth.Length, output.Rops.Length);
        var tail = output.Rops.Span[1008..];
        Assert.Equal((byte)RopId.BufferTooSmall, tail[0]);
        Assert.True(BinaryPrimitives.ReadUInt16LittleEndian(tail[1..]) >= 1208);
        Assert.Equal([.. second, .. third, .. fourth], tail[3..].ToArray());
        Assert.Empty(made);
        Assert.Equal(2, reads);
        Assert.Equal(None, output.Handles[1]);
    }

    [Fact]
    public async Task Response_larger_than_any_buffer_is_a_failure_and_not_an_endless_loop()
    {
        await using var session = await StartAsync(Line<RopReadStreamRequest, RopReadStreamResponse>((_, _) => new RopReadStreamResponse(new byte[0x8000])));
        var output = await session.ExecuteAsync([await session.LogOnAsync()], Rop(new RopReadStreamRequest(1, 0)));
        Assert.Equal([ErrorCode.NotEnoughMemory], Codes(output, 8));
    }

    [Fact]
    public async Task Buffer_without_room_for_anything_fails_the_request()
    {
        await using var session = await StartAsync(Line<RopResetTableRequest, RopEmptyResponse>((_, _) => ErrorCode.Success));
        var logon = await session.LogOnAsync();
        Assert.Equal(ErrorCode.BufferTooSmall, await session.FailAsync([logon], Rop(new RopResetTableRequest()), maxRopOut: 0));
        Assert.Equal(ErrorCode.BufferTooSmall, await session.FailAsync([logon], Rop(new RopResetTableRequest()), maxRopOut: 16));
    }

    [Theory]
    [InlineData(7u, 0x40000u, 3)]
    [InlineData(7u, 0x10008u, 2)]
    [InlineData(3u, 0x40000u, 1)]
    public async Task Read_goes_on_in_further_payloads_where_the_client_allows_it(uint flags, uint maxRopOut, int payloads)
    {
        var left = 80_000;
        await using var session = await StartAsync(Line<RopReadStreamRequest, RopReadStreamResponse>(
            (_, context, _) =>
            {
                var size = Math.Min(left, context.Room - 2);
                left -= size;
                return new(new RopReadStreamResponse(new byte[size]));
            },
            (request, _) => left > 0 ? request : null));
        var outputs = await session.ExecuteAllAsync([await session.LogOnAsync()], Rop(new RopReadStreamRequest(RopReadStreamRequest.UseMaximum, 1_000_000)), maxRopOut, flags);
        Assert.Equal(payloads, outputs.Count);
        Assert.True(outputs.Sum(o => o.Rops.Length + 2 + 4 + 8) <= maxRopOut);
        Assert.Equal(80_000 - left, outputs.Sum(o => o.Rops.Length - 8));
        Assert.All(outputs, o => Assert.Equal((byte)RopId.ReadStream, o.Rops.Span[0]));
    }

    [Fact]
    public async Task Notifications_follow_the_responses_and_what_does_not_fit_is_announced()
    {
        await using var session = await StartAsync(Open([]));
        var logon = await session.LogOnAsync();
        var table = (await session.ExecuteAsync([logon, None], Rop(OpenTable))).Handles[1];
        var queue = Session(session).Notifications;
        for (var i = 0; i < 400; i++)
            queue.Enqueue(new QueuedNotification(new RopNotify(i == 0 ? 777u : table, 0, Changed)));
        var wait = await session.Host.SendAsync(FrontendHost.Mailbox, "NotificationWait", FrontendHost.Bytes(new NotificationWaitRequest(0, [])), session.Cookies);
        Assert.True(wait.Read<NotificationWaitResponse>().EventPending);
        var size = 0;
        var seen = 0;
        while (seen < 399)
        {
            var output = Assert.Single(await session.ExecuteAllAsync([], [], maxRopOut: 1024));
            size = size == 0 ? Next(output.Rops.Span) : size;
            var count = output.Rops.Length / size;
            seen += count;
            Assert.Equal(seen < 399 ? (byte)RopId.Pending : (byte)RopId.Notify, seen < 399 ? output.Rops.Span[count * size] : output.Rops.Span[(count - 1) * size]);
            Assert.Equal(table, BinaryPrimitives.ReadUInt32LittleEndian(output.Rops.Span[1..]));
        }

        Assert.False(queue.TryPeek(out _));

        static int Next(ReadOnlySpan<byte> rops) => rops[1..].IndexOf((byte)RopId.Notify) + 1;
    }

    [Fact]
    public async Task Fault_of_a_server_has_its_code_and_a_bug_is_a_general_failure()
    {
        Exception thrown = new InvalidOperationException("bug");
        await using var session = await StartAsync(Line<RopDeleteMessagesRequest, RopPartialCompletionResponse>((_, _) => throw thrown));
        var logon = await session.LogOnAsync();
        var rop = Rop(new RopDeleteMessagesRequest(false, false, []));
        Assert.Equal([(byte)RopId.DeleteMessages, 0, .. Code(ErrorCode.GeneralFailure), 0], (await session.ExecuteAsync([logon], rop)).Rops.ToArray());
        foreach (var error in Enum.GetValues<BackendError>())
        {
            thrown = new BackendException(error, "as told");
            var code = Codes(await session.ExecuteAsync([logon], rop), 7).Single();
            Assert.True(code is not (ErrorCode.Success or ErrorCode.GeneralFailure), $"{error}: {code}");
        }
    }

    [Fact]
    public async Task Second_request_beside_a_running_one_and_a_stale_sequence_are_refused_with_15()
    {
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        await using var session = await StartAsync(Line<RopResetTableRequest, RopEmptyResponse>(async (_, _, _) =>
        {
            begun.TrySetResult();
            await end.Task;
            return ErrorCode.Success;
        }));
        var logon = await session.LogOnAsync();
        var body = Body([logon], Rop(new RopResetTableRequest()));
        var stale = session.Cookies;
        using var running = await session.Host.Client.SendAsync(session.Host.Request(FrontendHost.Mailbox, "Execute", body, stale), HttpCompletionOption.ResponseHeadersRead);
        await begun.Task;
        var current = string.Join("; ", running.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        Assert.NotEqual(stale, current);
        Assert.Equal(15, (await session.Host.SendAsync(FrontendHost.Mailbox, "Execute", body, stale)).Code);
        Assert.Equal(15, (await session.Host.SendAsync(FrontendHost.Mailbox, "Execute", body, current)).Code);
        end.SetResult();
        Assert.Equal(0, (await MapiReply.ReadAsync(running)).Code);
        Assert.Equal(15, (await session.Host.SendAsync(FrontendHost.Mailbox, "Execute", body, stale)).Code);
        session.Cookies = current;
        Assert.Equal(0, (await session.SendAsync(body)).Code);
        Assert.Equal(13, (await session.Host.SendAsync(FrontendHost.Mailbox, "Execute", body, session.Cookies.Split(';')[0])).Code);
    }

    [Fact]
    public async Task Operation_behind_one_whose_client_has_gone_is_not_begun()
    {
        var begun = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        var count = 0;
        await using var session = await StartAsync(o => o with { AbortGrace = TimeSpan.Zero }, null, Line<RopResetTableRequest, RopEmptyResponse>(async (_, _, cancellation) =>
        {
            count++;
            await using var told = cancellation.Register(gone.SetResult);
            begun.TrySetResult();
            await gone.Task;
            return ErrorCode.Success;
        }));
        var logon = await session.LogOnAsync();
        var context = Context(session);
        var rop = Rop(new RopResetTableRequest());
        using (await session.Host.Client.SendAsync(session.Host.Request(FrontendHost.Mailbox, "Execute", Body([logon], [.. rop, .. rop]), session.Cookies), HttpCompletionOption.ResponseHeadersRead))
            await begun.Task;
        await gone.Task;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (context.Idle == TimeSpan.Zero && !patience.IsCancellationRequested)
            await Task.Yield();
        Assert.NotEqual(TimeSpan.Zero, context.Idle);
        Assert.Equal(1, count);
    }

    private static byte[] OpenTableBytes => Rop(OpenTable);

    private static NotificationData Changed => new NewMailNotification(default, default, default, false, "IPM.Note");

    private static RopEntry Open(List<TestObject> made) => Line<RopGetHierarchyTableRequest, RopGetHierarchyTableResponse>((_, context) =>
    {
        made.Add(new TestObject(context.Logon));
        context.Output = made[^1];
        return new RopGetHierarchyTableResponse(0);
    });

    private static SessionContext Context(RopSession session)
    {
        var id = session.Cookies.Split("; ").Single(c => c.StartsWith("MapiContext=", StringComparison.Ordinal))["MapiContext=".Length..];
        return session.Host.Services.GetRequiredService<SessionContexts>().Find(id, MapiEndpoint.Mailbox, FrontendHost.Alice)!;
    }

    private static MapiSession Session(RopSession session) => Context(session).Session<MapiSession>();

    private static byte[] Code(ErrorCode code) => BitConverter.GetBytes((uint)code);

    /// <summary>The return values of responses that all have that length.</summary>
    private static ErrorCode[] Codes(RopBuffer output, int length = 6)
    {
        Assert.Equal(0, output.Rops.Length % length);
        return [.. output.Rops.ToArray().Chunk(length).Select(r => (ErrorCode)BitConverter.ToUInt32(r, 2))];
    }
}
