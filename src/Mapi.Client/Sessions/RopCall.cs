using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Sessions;

/// <summary>One remote operation of a batch, and its answer once the batch was executed.</summary>
public abstract class RopCall
{
    private protected RopCall(RopId ropId, byte responseIndex, byte[] request)
    {
        RopId = ropId;
        ResponseIndex = responseIndex;
        Request = request;
    }

    public RopId RopId { get; }

    /// <summary>What the server returned; null before execution, and for ever for an operation that has no response.</summary>
    public ErrorCode? ReturnValue { get; private protected set; }

    /// <summary>The place in the handle table that the response names.</summary>
    internal byte ResponseIndex { get; }

    /// <summary>Header and body.</summary>
    internal byte[] Request { get; }

    internal bool HasResponse => RopId != RopId.Release;

    /// <summary>Reads what follows the response's header.</summary>
    internal abstract void ReadResponse(ref WireReader reader, ErrorCode returnValue);

    /// <summary>Throws where the operation failed.</summary>
    /// <exception cref="MapiException">The return value is an error; warnings have severity bits below 0x80000000 and a facility of their own.</exception>
    public void RequireSuccess()
    {
        var value = ReturnValue ?? throw new InvalidOperationException($"Rop{RopId} was not executed");
        if (!IsSuccess(value))
            throw new MapiException($"Rop{RopId}", value);
    }

    /// <summary>Success or a warning. [MS-OXCDATA] 2.4.3</summary>
    private protected static bool IsSuccess(ErrorCode value) => value == ErrorCode.Success || ((uint)value & 0xFFFF0000) == 0x00040000;
}

/// <summary>A remote operation with a typed response.</summary>
public sealed class RopCall<TResponse> : RopCall
    where TResponse : struct
{
    private readonly BodyReader _read;
    private readonly bool _alwaysPresent;
    private readonly FailureReader? _readFailure;
    private readonly List<TResponse> _repeats = [];
    private TResponse _response;

    internal RopCall(RopId ropId, byte responseIndex, byte[] request, BodyReader read, bool alwaysPresent, FailureReader? readFailure)
        : base(ropId, responseIndex, request)
    {
        _read = read;
        _alwaysPresent = alwaysPresent;
        _readFailure = readFailure;
    }

    internal delegate TResponse BodyReader(ref WireReader reader);

    internal delegate IRopFailure? FailureReader(ref WireReader reader, ErrorCode returnValue);

    /// <summary>The response of a successful operation.</summary>
    /// <exception cref="MapiException">The operation failed.</exception>
    public TResponse Response
    {
        get
        {
            RequireSuccess();
            return _response;
        }
    }

    /// <summary>What a failure says beyond its return value; null where it says no more.</summary>
    public IRopFailure? Failure { get; private set; }

    /// <summary>Further responses of the batch's last operation, which the server repeated to fill a chained answer. [MS-OXCRPC] 3.1.4.2.1.2</summary>
    public IReadOnlyList<TResponse> Repeats => _repeats;

    internal override void ReadResponse(ref WireReader reader, ErrorCode returnValue)
    {
        var repeated = ReturnValue is not null;
        if (!IsSuccess(returnValue))
        {
            Failure = _readFailure?.Invoke(ref reader, returnValue);
            if (Failure is null && _alwaysPresent)
                _ = _read(ref reader);
            if (!repeated)
                ReturnValue = returnValue;
            return;
        }

        var response = _read(ref reader);
        if (repeated)
        {
            _repeats.Add(response);
            return;
        }

        _response = response;
        ReturnValue = returnValue;
    }
}
