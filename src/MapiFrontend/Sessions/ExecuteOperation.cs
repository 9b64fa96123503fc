using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Http;
using Mapigate.MapiFrontend.Rops;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>Execute: opens the payloads of a request, lets the dispatcher do them, and wraps what it gives. [MS-OXCMAPIHTTP] 2.2.4.2, [MS-OXCRPC] 3.1.4.2</summary>
internal sealed class ExecuteOperation(RopDispatcher dispatcher)
{
    /// <summary>Largest input and output. [MS-OXCRPC] 3.1.4.2</summary>
    private const int MaxSize = 0x40000;

    /// <summary>Flag of the request: several payloads may answer. [MS-OXCRPC] 3.1.4.2, pulFlags</summary>
    private const uint Chain = 4;

    /// <summary>A request without operations fetches notifications.</summary>
    private static readonly byte[] NoOperations = [2, 0];

    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        if (request.RopBuffer.Length > MaxSize)
            return Failed(ErrorCode.RpcFormat);
        List<byte[]> inputs;
        try
        {
            inputs = ExtendedBuffer.Read(request.RopBuffer);
        }
        catch (WireFormatException)
        {
            return Failed(ErrorCode.RpcFormat);
        }

        if (inputs.Count == 0)
            inputs.Add(NoOperations);
        var left = (int)Math.Min(request.MaxRopOut, MaxSize);
        var outputs = new List<byte[]>(1);
        foreach (var input in inputs)
        {
            var reply = await dispatcher.RunAsync(
                call.Session<MapiSession>(), input, left, mayChain: (request.Flags & Chain) != 0 && inputs.Count == 1, call.ClientGone, cancellationToken);
            if (reply.ErrorCode != ErrorCode.Success)
                return Failed(reply.ErrorCode);
            outputs.AddRange(reply.Payloads);
            left -= reply.Payloads.Sum(payload => payload.Length + ExtendedBuffer.HeaderSize);
        }

        return new ExecuteResponse(ErrorCode.Success, Flags: 0, Wrap(outputs), AuxiliaryBuffer: []);
    }

    /// <summary>Neither compressed nor obfuscated: TLS does the one, and the other costs more than it saves on one's own network.</summary>
    private static byte[] Wrap(List<byte[]> payloads)
    {
        using var writer = new WireWriter(payloads.Sum(payload => payload.Length + ExtendedBuffer.HeaderSize));
        for (var i = 0; i < payloads.Count; i++)
            ExtendedBuffer.Write(writer, payloads[i], i == payloads.Count - 1 ? ExtendedBufferFlags.Last : ExtendedBufferFlags.None);
        return writer.ToArray();
    }

    private static ExecuteResponse Failed(ErrorCode error) => new(error, Flags: 0, RopBuffer: [], AuxiliaryBuffer: []);
}
