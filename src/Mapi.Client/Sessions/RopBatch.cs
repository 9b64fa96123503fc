using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Sessions;

/// <summary>
/// Remote operations that go to the server together and are done in their order; an operation may use the object that an earlier one of the batch makes.
/// [MS-OXCROPS] 3.1.4.1
/// </summary>
public sealed class RopBatch
{
    /// <summary>Most places in a handle table; their index is one byte.</summary>
    private const int MaxHandles = 255;

    private readonly List<RopCall> _calls = [];
    private readonly List<uint> _handles = [];

    internal IReadOnlyList<RopCall> Calls => _calls;

    internal List<uint> Handles => _handles;

    /// <summary>The server may repeat the last operation to fill its answer; useful for reading streams and rows.</summary>
    public bool MayRepeatLast { get; set; }

    /// <summary>The place of an object in the handle table.</summary>
    public byte Input(ServerObject instance)
    {
        instance.RequireOpen();
        var index = _handles.IndexOf(instance.Handle);
        return index >= 0 ? (byte)index : Add(instance.Handle);
    }

    /// <summary>A place for an object that an operation of this batch makes.</summary>
    public byte Output() => Add(RopBuffer.NoHandle);

    /// <summary>The handle that an operation put into a place.</summary>
    public uint HandleAt(byte index) => _handles[index];

    /// <summary>Adds an operation.</summary>
    /// <param name="logonId">The logon that it belongs to.</param>
    /// <param name="handleIndex">The first place that it names, from <see cref="Input"/> or <see cref="Output"/>.</param>
    /// <param name="request">Its fields; any further place stands in them.</param>
    public RopCall<TResponse> Add<TRequest, TResponse>(byte logonId, byte handleIndex, TRequest request)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse>
    {
        var call = new RopCall<TResponse>(
            TRequest.RopId, ResponseIndex(handleIndex, request), Bytes(logonId, handleIndex, request), TResponse.Read, TResponse.IsAlwaysPresent, TResponse.ReadFailure);
        _calls.Add(call);
        return call;
    }

    /// <summary>Adds an operation whose response has rows.</summary>
    /// <param name="logonId">The logon that it belongs to.</param>
    /// <param name="handleIndex">The place of its object.</param>
    /// <param name="request">Its fields.</param>
    /// <param name="columns">The columns of the rows.</param>
    public RopCall<TResponse> AddRows<TRequest, TResponse>(byte logonId, byte handleIndex, TRequest request, PropertyTag[] columns)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopRowResponse<TResponse>
    {
        var call = new RopCall<TResponse>(
            TRequest.RopId, ResponseIndex(handleIndex, request), Bytes(logonId, handleIndex, request), (ref WireReader reader) => TResponse.Read(ref reader, columns), false, null);
        _calls.Add(call);
        return call;
    }

    /// <summary>Adds an operation whose response is the return value alone.</summary>
    public RopCall<RopEmptyResponse> Add<TRequest>(byte logonId, byte handleIndex, TRequest request)
        where TRequest : struct, IRopRequest<TRequest> => Add<TRequest, RopEmptyResponse>(logonId, handleIndex, request);

    private static byte ResponseIndex<TRequest>(byte handleIndex, TRequest request)
        where TRequest : struct => request is IRopOutput output ? output.OutputHandleIndex : handleIndex;

    private static byte[] Bytes<TRequest>(byte logonId, byte handleIndex, TRequest request)
        where TRequest : struct, IRopRequest<TRequest>
    {
        using var writer = new WireWriter { String8 = MapiSession.String8 };
        new RopRequestHeader(TRequest.RopId, logonId, handleIndex).Write(writer);
        request.Write(writer);
        return writer.ToArray();
    }

    private byte Add(uint handle)
    {
        if (_handles.Count >= MaxHandles)
            throw new InvalidOperationException($"A batch names at most {MaxHandles} objects");
        _handles.Add(handle);
        return (byte)(_handles.Count - 1);
    }
}
