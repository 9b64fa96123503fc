using Mapigate.Backends;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>
/// Does the operations of a ROP input buffer. All requests are read first, so that a malformed buffer has done nothing. Then each is handled and its response
/// written, in order; new handles are seen by the operations behind. [MS-OXCROPS] 3.2.5.1 and 3.2.5.2
/// </summary>
internal sealed partial class RopDispatcher(RopTable table, MapiMetrics metrics, TimeProvider time, ILogger<RopDispatcher> logger)
{
    /// <summary>Bytes of RPC_HEADER_EXT before each payload. [MS-OXCRPC] 2.2.2.1</summary>
    public const int HeaderSize = 8;

    /// <summary>Most bytes of one payload. [MS-OXCRPC] 3.1.4.2.1.1.3</summary>
    public const int MaxPayload = 0x8000;

    /// <summary>Most payloads of one response. [MS-OXCRPC] 3.1.4.2.1.2.2</summary>
    private const int MaxPayloads = 96;

    /// <summary>With less room than this no further operation is begun: what changes something must not be done twice because its answer did not fit.</summary>
    private const int LeastRoom = 512;

    private const int ResponseHeaderSize = 6;

    /// <summary>Does one input buffer.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="payload">The opened input buffer.</param>
    /// <param name="maxOut">Bytes that all payloads may take together, each with its header.</param>
    /// <param name="mayChain">The client takes more than one payload.</param>
    /// <param name="clientGone">No further operation is begun once this is cancelled.</param>
    /// <param name="cancellationToken">Ends the running operation.</param>
    public async Task<RopReply> RunAsync(
        MapiSession session, ReadOnlyMemory<byte> payload, int maxOut, bool mayChain, CancellationToken clientGone, CancellationToken cancellationToken)
    {
        RopBuffer buffer;
        List<PreparedRop> rops;
        try
        {
            buffer = RopBuffer.Read(payload);
            rops = Read(session, buffer.Rops);
        }
        catch (WireFormatException e)
        {
            Log.Malformed(logger, e.Message);
            return RopReply.Failed(ErrorCode.RpcFormat);
        }

        using var output = new RopOutput(Math.Min(maxOut - HeaderSize, MaxPayload), buffer.Handles.Length, session.String8);
        if (output.Limit <= 0)
            return RopReply.Failed(ErrorCode.BufferTooSmall);

        PreparedRop? next = null;
        for (var i = 0; i < rops.Count; i++)
        {
            clientGone.ThrowIfCancellationRequested();
            var rest = i + 1 < rops.Count ? buffer.Rops[rops[i + 1].Offset..] : default;
            (var needed, next) = await RunAsync(session, rops[i], buffer.Handles, output, Reserve(output, buffer.Rops, rest), cancellationToken);
            if (needed == 0)
                continue;
            if (!output.TryWriteTooSmall(needed + rest.Length + payload.Length - buffer.Rops.Length, buffer.Rops[rops[i].Offset..]))
                return RopReply.Failed(ErrorCode.BufferTooSmall);
            return new RopReply(ErrorCode.Success, [Seal(output, buffer.Handles)]);
        }

        if (next is null || !mayChain)
        {
            AppendNotifications(session, output);
            return new RopReply(ErrorCode.Success, [Seal(output, buffer.Handles)]);
        }

        var payloads = new List<byte[]> { Seal(output, buffer.Handles) };
        await ChainAsync(session, next, buffer.Handles, payloads, maxOut, clientGone, cancellationToken);
        return new RopReply(ErrorCode.Success, payloads);
    }

    private List<PreparedRop> Read(MapiSession session, ReadOnlyMemory<byte> requests)
    {
        var rops = new List<PreparedRop>();
        var reader = new WireReader(requests.Span) { String8 = session.String8 };
        while (reader.Remaining > 0)
        {
            var offset = reader.Position;
            var header = RopRequestHeader.Read(ref reader);
            var entry = table[header.RopId] ?? throw new WireFormatException($"0x{(byte)header.RopId:X2} at offset {offset} is no request");
            rops.Add(entry.Read(header, ref reader, offset));
        }

        return rops;
    }

    /// <summary>Room that must be left behind a response so that what follows can at least be given back.</summary>
    private static int Reserve(RopOutput output, ReadOnlyMemory<byte> all, ReadOnlyMemory<byte> rest) =>
        rest.IsEmpty || RopOutput.BufferTooSmallSize(all.Length) > output.Limit ? 0 : RopOutput.BufferTooSmallSize(rest.Length);

    /// <summary>Does one operation and writes its response.</summary>
    /// <returns>Bytes that the response would take where it does not fit, else zero; and the operation that would go on.</returns>
    private async ValueTask<(int Needed, PreparedRop? Next)> RunAsync(
        MapiSession session, PreparedRop rop, uint[] handles, RopOutput output, int reserve, CancellationToken cancellationToken)
    {
        if (!output.IsEmpty && output.Room < LeastRoom + reserve && rop.Header.RopId != RopId.Release)
            return (LeastRoom, null);

        var started = time.GetTimestamp();
        var target = rop.InputIndex is { } index && index < handles.Length ? session.Handles.Find(handles[index]) : null;
        var context = new RopContext(session, rop.Header, target, handles, output.Room - ResponseHeaderSize - reserve);
        var outcome = Check(rop, target, handles) is var refusal && refusal != ErrorCode.Success
            ? rop.Refuse(refusal)
            : await HandleAsync(rop, context, cancellationToken);
        if (context.Output is { } made && session.Handles.IsFull(made))
            outcome = await TakeBackAsync(rop, context, ErrorCode.MaxObjectsExceeded);
        metrics.OperationEnded(rop.Header.RopId, outcome.ReturnValue, time.GetElapsedTime(started));
        Log.Done(logger, rop.Header.RopId, outcome.ReturnValue);
        if (rop.Header.RopId == RopId.Release)
            return (0, null);

        var needed = output.TryWrite(rop.ResponseHeader(outcome.ReturnValue), outcome.WriteBody, reserve);
        if (needed > 0)
        {
            outcome = await TakeBackAsync(rop, context, ErrorCode.NotEnoughMemory);

            // A client that asks again with the largest buffer must not ask for ever.
            if (output.IsEmpty && output.IsLargest && needed > output.Limit)
                needed = output.TryWrite(rop.ResponseHeader(outcome.ReturnValue), outcome.WriteBody, reserve);
        }

        if (needed == 0 && rop.OutputIndex is { } place)
            await KeepAsync(session, context.Output, handles, place);
        return (needed, outcome.Next);
    }

    /// <summary>What is wrong before the handler is asked. [MS-OXCROPS] 3.2.5.4</summary>
    private static ErrorCode Check(PreparedRop rop, ServerObject? target, uint[] handles)
    {
        if (rop.OutputIndex >= handles.Length)
            return ErrorCode.InvalidParameter;
        if (rop.InputIndex is null)
            return ErrorCode.Success;
        if (target is null)
            return ErrorCode.NullObject;
        return target.Logon.LogonId == rop.Header.LogonId ? ErrorCode.Success : ErrorCode.AccessDenied;
    }

    private async ValueTask<RopOutcome> HandleAsync(PreparedRop rop, RopContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await rop.RunAsync(context, cancellationToken);
        }
        catch (BackendException fault)
        {
            Log.BackendFault(logger, rop.Header.RopId, fault.Error, fault.Message);
            return rop.Refuse(fault.ToErrorCode());
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested || e is not OperationCanceledException)
        {
            Log.Failed(logger, rop.Header.RopId, e);
            return rop.Refuse(ErrorCode.GeneralFailure);
        }
    }

    /// <summary>Lets the new object go: its response is not sent.</summary>
    private static async ValueTask<RopOutcome> TakeBackAsync(PreparedRop rop, RopContext context, ErrorCode error)
    {
        if (context.Output is { } made)
            await made.DisposeAsync();
        context.Output = null;
        return rop.Refuse(error);
    }

    /// <summary>Puts the new object into the handle table; where there is none, its place is empty for the operations behind.</summary>
    private static async ValueTask KeepAsync(MapiSession session, ServerObject? made, uint[] handles, byte place)
    {
        if (made is not null)
            await session.Handles.AddAsync(made);
        if (place < handles.Length)
            handles[place] = made?.Handle ?? RopBuffer.NoHandle;
    }

    /// <summary>Repeats the last operation into further payloads while there is room and more to give. [MS-OXCRPC] 3.1.4.2.1.2</summary>
    private async Task ChainAsync(
        MapiSession session, PreparedRop? next, uint[] handles, List<byte[]> payloads, int maxOut, CancellationToken clientGone, CancellationToken cancellationToken)
    {
        var left = maxOut - HeaderSize - payloads[0].Length;
        while (next is not null && payloads.Count < MaxPayloads && left - HeaderSize >= next.Entry.LeastRoomToChain)
        {
            clientGone.ThrowIfCancellationRequested();
            using var output = new RopOutput(Math.Min(left - HeaderSize, MaxPayload), handles.Length, session.String8);
            (var needed, next) = await RunAsync(session, next, handles, output, reserve: 0, cancellationToken);
            if (needed > 0 || output.IsEmpty)
                return;
            payloads.Add(Seal(output, handles));
            left -= HeaderSize + payloads[^1].Length;
        }
    }

    /// <summary>Notifications follow the responses; what does not fit is announced. [MS-OXCNOTIF] 3.1.4.3</summary>
    private static void AppendNotifications(MapiSession session, RopOutput output)
    {
        while (session.Notifications.TryPeek(out var notification))
        {
            if (session.Handles.Find(notification.Notification.NotificationHandle) is not null && !output.TryWrite(RopId.Notify, notification.Notification.Write))
            {
                output.TryWrite(RopId.Pending, default(RopPending).Write);
                return;
            }

            session.Notifications.Take(notification);
        }
    }

    private static byte[] Seal(RopOutput output, uint[] handles)
    {
        using var writer = new WireWriter(output.Written.Length + 64);
        new RopBuffer(output.Written, handles).Write(writer);
        return writer.ToArray();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Trace, Message = "{RopId}: {ReturnValue}")]
        public static partial void Done(ILogger logger, RopId ropId, ErrorCode returnValue);

        [LoggerMessage(Level = LogLevel.Information, Message = "A ROP input buffer cannot be read: {Reason}")]
        public static partial void Malformed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{RopId} failed at a server ({Error}): {Reason}")]
        public static partial void BackendFault(ILogger logger, RopId ropId, BackendError error, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "{RopId} failed")]
        public static partial void Failed(ILogger logger, RopId ropId, Exception exception);
    }
}
