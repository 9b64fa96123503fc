using System.Collections.Concurrent;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Mapi.Client.Tests;

/// <summary>A mailbox endpoint that reads ROP buffers for what they say and answers each operation as the test tells.</summary>
internal sealed class FakeMailbox : IAsyncDisposable
{
    private readonly FakeServer _server;
    private readonly Dictionary<RopId, Answer> _answers = [];
    private uint _nextHandle = 100;

    private FakeMailbox(FakeServer server) => _server = server;

    /// <summary>Answers one operation: reads its body from the reader and writes the response's body; may fill the handle table.</summary>
    public delegate ErrorCode Answer(ref WireReader request, WireWriter response, Rop rop);

    /// <summary>One operation with its place.</summary>
    internal sealed class Rop(RopRequestHeader header, uint[] handles)
    {
        public RopRequestHeader Header => header;

        public uint[] Handles => handles;

        /// <summary>The index that the response names.</summary>
        public byte ResponseIndex { get; set; } = header.HandleIndex;
    }

    /// <summary>The operations of each Execute request in their order.</summary>
    public ConcurrentQueue<RopId[]> Executed { get; } = new();

    /// <summary>Handles that were released.</summary>
    public ConcurrentQueue<uint> Released { get; } = new();

    /// <summary>Notifications that go out with the next response.</summary>
    public ConcurrentQueue<RopNotify> Notifications { get; } = new();

    /// <summary>Answers of NotificationWait.</summary>
    public SemaphoreSlim Events { get; } = new(0);

    /// <summary>Operations that fit a response; what is beyond is sent back.</summary>
    public int FittingRops { get; set; } = int.MaxValue;

    /// <summary>Requests whose session is lost, by their X-ResponseCode.</summary>
    public int LostWith { get; set; }

    public ConcurrentQueue<string> RequestTypes { get; } = new();

    public ConcurrentQueue<ConnectRequest> Connects { get; } = new();

    public static async Task<FakeMailbox> StartAsync()
    {
        FakeMailbox? mailbox = null;
        mailbox = new FakeMailbox(await FakeServer.StartAsync(context => mailbox!.AnswerAsync(context)));
        return mailbox;
    }

    public Task<MapiSession> ConnectAsync() => MapiSession.ConnectAsync(_server.Transport(), "/o=Org/cn=alice", default);

    public void On(RopId id, Answer answer) => _answers[id] = answer;

    /// <summary>An operation that makes an object with the next handle.</summary>
    public void OnOpen<TRequest>(RopId id, Action<TRequest, WireWriter>? respond = null)
        where TRequest : struct, IRopRequest<TRequest>, IRopOutput => On(id, (ref WireReader reader, WireWriter writer, Rop rop) =>
        {
            var request = TRequest.Read(ref reader);
            rop.ResponseIndex = request.OutputHandleIndex;
            rop.Handles[request.OutputHandleIndex] = _nextHandle++;
            respond?.Invoke(request, writer);
            return ErrorCode.Success;
        });

    /// <summary>An operation on an object.</summary>
    public void OnCall<TRequest>(RopId id, Action<TRequest, WireWriter>? respond = null)
        where TRequest : struct, IRopRequest<TRequest> => On(id, (ref WireReader reader, WireWriter writer, Rop _) =>
        {
            var request = TRequest.Read(ref reader);
            respond?.Invoke(request, writer);
            return ErrorCode.Success;
        });

    public ValueTask DisposeAsync()
    {
        Events.Dispose();
        return _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var type = context.Request.Headers["X-RequestType"].ToString();
        RequestTypes.Enqueue(type);
        if (LostWith != 0 && type != "Connect")
        {
            MapiResponse.Start(context, LostWith);
            return;
        }

        switch (type)
        {
            case "Connect":
                Connects.Enqueue(await MapiResponse.ReadAsync<ConnectRequest>(context));
                LostWith = 0;
                await MapiResponse.SendAsync(context, new ConnectResponse(ErrorCode.Success, 60000, 6, 10000, "/o=Org", "Alice", []), "MapiContext=1");
                break;
            case "Disconnect":
                await MapiResponse.SendAsync(context, new DisconnectResponse(ErrorCode.Success, []));
                break;
            case "NotificationWait":
                MapiResponse.Start(context);
                await MapiResponse.TextAsync(context, "PROCESSING\r\n");
                await Events.WaitAsync(context.RequestAborted);
                await MapiResponse.TextAsync(context, "PENDING\r\nDONE\r\n\r\n");
                await context.Response.Body.WriteAsync(MapiResponse.Write(new NotificationWaitResponse(ErrorCode.Success, true, [])));
                break;
            case "Execute":
                var request = await MapiResponse.ReadAsync<ExecuteRequest>(context);
                await MapiResponse.SendAsync(context, new ExecuteResponse(ErrorCode.Success, 0, Execute(request), []));
                break;
        }
    }

    private byte[] Execute(ExecuteRequest request)
    {
        var buffer = RopBuffer.Read(Assert.Single(ExtendedBuffer.Read(request.RopBuffer)));
        var reader = new WireReader(buffer.Rops.Span);
        var ids = new List<RopId>();
        using var rops = new WireWriter();
        while (reader.Remaining > 0)
        {
            if (ids.Count(static id => id != RopId.Release) >= FittingRops)
            {
                rops.WriteByte((byte)RopId.BufferTooSmall);
                new RopBufferTooSmall(0x8000, reader.Rest.ToArray()).Write(rops);
                break;
            }

            var header = RopRequestHeader.Read(ref reader);
            ids.Add(header.RopId);
            if (header.RopId == RopId.Release)
            {
                Released.Enqueue(buffer.Handles[header.HandleIndex]);
                continue;
            }

            Respond(ref reader, rops, new Rop(header, buffer.Handles));
        }

        Executed.Enqueue([.. ids]);
        while (Notifications.TryDequeue(out var notification))
        {
            rops.WriteByte((byte)RopId.Notify);
            notification.Write(rops);
        }

        using var payload = new WireWriter();
        new RopBuffer(rops.ToArray(), buffer.Handles).Write(payload);
        using var output = new WireWriter();

        // Compressed and obfuscated: a client must open both.
        ExtendedBuffer.Write(output, payload.Written, ExtendedBufferFlags.Last | ExtendedBufferFlags.Compressed | ExtendedBufferFlags.XorMagic);
        return output.ToArray();
    }

    private void Respond(ref WireReader reader, WireWriter rops, Rop rop)
    {
        var at = rops.Length;
        using var body = new WireWriter();
        var code = _answers.TryGetValue(rop.Header.RopId, out var answer) ? answer(ref reader, body, rop) : throw new InvalidOperationException($"Rop{rop.Header.RopId} was not expected");
        new RopResponseHeader(rop.Header.RopId, rop.ResponseIndex, code).Write(rops);
        rops.WriteBytes(body.Written);
        Assert.True(rops.Length > at);
    }
}
