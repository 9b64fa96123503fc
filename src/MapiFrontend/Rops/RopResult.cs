using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>What a handler gives back: a response, or an error code, or both.</summary>
internal readonly struct RopResult<TResponse>
    where TResponse : struct
{
    private RopResult(ErrorCode returnValue, TResponse? response, IRopFailure? failure)
    {
        ReturnValue = returnValue;
        Response = response;
        Failure = failure;
    }

    public ErrorCode ReturnValue { get; }

    /// <summary>Null where only the code is answered.</summary>
    public TResponse? Response { get; }

    /// <summary>What a failure says beyond its code.</summary>
    public IRopFailure? Failure { get; }

    public static implicit operator RopResult<TResponse>(TResponse response) => new(ErrorCode.Success, response, null);

    public static implicit operator RopResult<TResponse>(ErrorCode error) => new(error, null, null);

    /// <summary>A failure or warning whose response is there nevertheless.</summary>
    public static RopResult<TResponse> With(ErrorCode returnValue, TResponse response) => new(returnValue, response, null);

    /// <summary>A failure with a layout of its own.</summary>
    public static RopResult<TResponse> With(ErrorCode returnValue, IRopFailure failure) => new(returnValue, null, failure);
}
