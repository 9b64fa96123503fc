using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Sessions;

/// <summary>
/// One batch on its way through as many Execute requests as it needs: what does not fit a request, or whose answers did not fit a response,
/// goes with the next. [MS-OXCROPS] 3.1.5.1, [MS-OXCRPC] 3.1.4.2
/// </summary>
internal sealed class BatchRun
{
    /// <summary>Most objects that are released along with one batch.</summary>
    public const int MaxReleases = 100;

    /// <summary>Most bytes of the operations in one request, below the 32,768 of a payload.</summary>
    private const int MaxRops = 0x7800;

    /// <summary>Output that a single payload fits.</summary>
    private const uint SinglePayload = 0x10008;

    /// <summary>Output where the last operation may be repeated.</summary>
    private const uint ChainedPayloads = 0x40000;

    /// <summary>Neither compression nor obfuscation is needed over an encrypted connection. [MS-OXCRPC] 3.1.4.2</summary>
    private const uint PlainAnswer = 0x1 | 0x2;

    /// <summary>More than one payload is welcome. [MS-OXCRPC] 3.1.4.2</summary>
    private const uint Chain = 0x4;

    private readonly RopBatch _batch;
    private readonly List<ServerObject> _releases;
    private readonly Queue<RopCall> _waiting;
    private readonly Queue<RopCall> _sent = new();
    private bool _started;

    public BatchRun(RopBatch batch, List<ServerObject> releases)
    {
        _batch = batch;
        _releases = releases;
        _waiting = new Queue<RopCall>(batch.Calls);
    }

    /// <summary>Every operation has been answered.</summary>
    public bool IsDone => _started && _waiting.Count == 0;

    /// <summary>Takes the operations of the next request.</summary>
    public ExecuteRequest NextRequest()
    {
        using var rops = new WireWriter();
        var handles = new List<uint>(_batch.Handles);
        if (!_started)
            AddReleases(rops, handles);
        _started = true;
        while (_waiting.TryPeek(out var call) && (_sent.Count == 0 || rops.Length + call.Request.Length <= MaxRops))
        {
            _sent.Enqueue(_waiting.Dequeue());
            rops.WriteBytes(call.Request);
        }

        var chained = _batch.MayRepeatLast && _waiting.Count == 0;
        using var payload = new WireWriter();
        new RopBuffer(rops.WrittenMemory, [.. handles]).Write(payload);
        using var buffer = new WireWriter();
        ExtendedBuffer.Write(buffer, payload.Written, ExtendedBufferFlags.Last);
        return new ExecuteRequest(chained ? PlainAnswer | Chain : PlainAnswer, buffer.ToArray(), chained ? ChainedPayloads : SinglePayload, []);
    }

    /// <summary>Reads the response to the last request and returns the notifications in it.</summary>
    /// <exception cref="WireFormatException">The response does not answer what was sent.</exception>
    public IReadOnlyList<RopNotify> Take(byte[] ropBuffer)
    {
        var notifications = new List<RopNotify>();
        RopCall? last = null;
        foreach (var payload in ExtendedBuffer.Read(ropBuffer))
        {
            var buffer = RopBuffer.Read(payload);
            for (var i = 0; i < _batch.Handles.Count && i < buffer.Handles.Length; i++)
                _batch.Handles[i] = buffer.Handles[i];
            TakePayload(buffer.Rops.Span, ref last, notifications);
        }

        while (_sent.TryPeek(out var call) && !call.HasResponse)
            _sent.Dequeue();
        if (_sent.Count > 0)
            throw new WireFormatException($"Rop{_sent.Peek().RopId} has no response");
        return notifications;
    }

    private void AddReleases(WireWriter rops, List<uint> handles)
    {
        foreach (var instance in _releases)
        {
            if (handles.Count >= RopBuffer.MaxHandles - 1)
                return;
            new RopRequestHeader(RopReleaseRequest.RopId, instance.LogonId, (byte)handles.Count).Write(rops);
            handles.Add(instance.Handle);
        }
    }

    private void TakePayload(ReadOnlySpan<byte> rops, ref RopCall? last, List<RopNotify> notifications)
    {
        var reader = new WireReader(rops) { String8 = MapiSession.String8 };
        while (reader.Remaining > 0)
        {
            switch ((RopId)reader.PeekByte())
            {
                case RopId.Notify:
                    reader.Skip(1);
                    notifications.Add(RopNotify.Read(ref reader));
                    break;
                case RopId.Pending:
                    reader.Skip(1);
                    RopPending.Read(ref reader);
                    break;
                case RopId.Backoff:
                    throw new MapiException("Execute", ErrorCode.ServerBusy);
                case RopId.BufferTooSmall:
                    SendAgain(last);
                    return;
                default:
                    last = TakeResponse(ref reader, last);
                    break;
            }
        }
    }

    private RopCall TakeResponse(ref WireReader reader, RopCall? last)
    {
        var header = RopResponseHeader.Read(ref reader);
        while (_sent.TryPeek(out var silent) && !silent.HasResponse)
            _sent.Dequeue();

        // With nothing left to answer, the server has repeated the last operation.
        var call = _sent.TryDequeue(out var next) ? next : last;
        if (call is null || call.RopId != header.RopId || call.ResponseIndex != header.HandleIndex)
            throw new WireFormatException($"A response of Rop{header.RopId} at index {header.HandleIndex} does not answer what was sent");
        call.ReadResponse(ref reader, header.ReturnValue);
        return call;
    }

    private void SendAgain(RopCall? last)
    {
        // Nothing at all fitted: a repetition would come to the same.
        if (last is null)
            throw new MapiException($"Rop{_sent.Peek().RopId}", ErrorCode.BufferTooSmall);
        foreach (var call in _waiting)
            _sent.Enqueue(call);
        _waiting.Clear();
        while (_sent.TryDequeue(out var call))
            _waiting.Enqueue(call);
    }
}
