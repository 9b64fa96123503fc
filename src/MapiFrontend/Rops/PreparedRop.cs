using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>One operation of a ROP input buffer after it was read.</summary>
/// <param name="entry">How it is done.</param>
/// <param name="header">The first three bytes.</param>
internal abstract class PreparedRop(RopEntry entry, RopRequestHeader header)
{
    public RopEntry Entry { get; } = entry;

    public RopRequestHeader Header { get; } = header;

    /// <summary>Where its bytes begin in the list of requests.</summary>
    public int Offset { get; init; }

    /// <summary>Place of the object that it works on; null for RopLogon.</summary>
    public abstract byte? InputIndex { get; }

    /// <summary>Place where a new object's handle goes; null where it makes none.</summary>
    public abstract byte? OutputIndex { get; }

    /// <summary>The RopId of its response.</summary>
    protected abstract RopId ResponseRopId { get; }

    public abstract ValueTask<RopOutcome> RunAsync(RopContext context, CancellationToken cancellationToken);

    /// <summary>The operation is refused before its handler has seen it.</summary>
    public abstract RopOutcome Refuse(ErrorCode error);

    /// <summary>The header of its response. <see cref="RopResponseHeader.HandleIndex"/></summary>
    public RopResponseHeader ResponseHeader(ErrorCode returnValue) => new(ResponseRopId, OutputIndex ?? Header.HandleIndex, returnValue);
}

/// <summary>The same with its request.</summary>
internal sealed class PreparedRop<TRequest, TResponse>(RopEntry<TRequest, TResponse> entry, RopRequestHeader header, TRequest request) : PreparedRop(entry, header)
    where TRequest : struct, IRopRequest<TRequest>
    where TResponse : struct
{
    public override byte? InputIndex => entry.Target(Header, request);

    public override byte? OutputIndex => request is IRopOutput output ? output.OutputHandleIndex : Header.RopId == RopId.Logon ? Header.HandleIndex : null;

    protected override RopId ResponseRopId => TRequest.ResponseRopId;

    public override async ValueTask<RopOutcome> RunAsync(RopContext context, CancellationToken cancellationToken)
    {
        var result = await entry.Handler.HandleAsync(request, context, cancellationToken);
        if (result.Response is not { } response)
            return result.Failure is { } failure ? new RopOutcome(result.ReturnValue, failure.Write) : Refuse(result.ReturnValue);
        var next = result.ReturnValue == ErrorCode.Success && entry.Handler is IRopChain<TRequest, TResponse> chain && chain.Next(request, response, context.Session) is { } more
            ? new PreparedRop<TRequest, TResponse>(entry, Header, more) { Offset = Offset }
            : null;
        return new RopOutcome(result.ReturnValue, writer => entry.Write(writer, response), next);
    }

    public override RopOutcome Refuse(ErrorCode error) => new(error, entry.IsAlwaysPresent ? (Action<WireWriter>)(writer => entry.Write(writer, default)) : null);
}
