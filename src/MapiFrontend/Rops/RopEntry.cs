using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>One line of <see cref="RopTable"/>.</summary>
internal abstract class RopEntry
{
    /// <summary>The reason of an operation whose handler is still to be written.</summary>
    public const string MissingAsYet = "not done yet";

    public abstract RopId RopId { get; }

    /// <summary>Why the operation is refused; null where it is done.</summary>
    public string? NotSupportedBecause { get; init; }

    /// <summary>What an operation that is done does not do yet; null where it does all.</summary>
    public string? Lacks { get; init; }

    /// <summary>Least room for another payload of the same operation; see <see cref="IRopChain{TRequest,TResponse}"/>.</summary>
    public abstract int LeastRoomToChain { get; }

    /// <summary>Reads what follows the header.</summary>
    public abstract PreparedRop Read(RopRequestHeader header, ref WireReader reader, int offset);
}

/// <summary>The same for a request and its response.</summary>
/// <param name="handler">Does it.</param>
/// <param name="write">Writes the response.</param>
/// <param name="isAlwaysPresent">The response follows a failure, too.</param>
/// <param name="target">Place of the object that it works on, where that is not the header's index.</param>
internal sealed class RopEntry<TRequest, TResponse>(
    IRopHandler<TRequest, TResponse> handler, Action<WireWriter, TResponse> write, bool isAlwaysPresent, Func<TRequest, byte>? target) : RopEntry
    where TRequest : struct, IRopRequest<TRequest>
    where TResponse : struct
{
    public override RopId RopId => TRequest.RopId;

    public IRopHandler<TRequest, TResponse> Handler { get; } = handler;

    public bool IsAlwaysPresent { get; } = isAlwaysPresent;

    public override int LeastRoomToChain => (Handler as IRopChain<TRequest, TResponse>)?.LeastRoom ?? int.MaxValue;

    public void Write(WireWriter writer, TResponse response) => write(writer, response);

    public byte? Target(RopRequestHeader header, TRequest request) => header.RopId == RopId.Logon ? null : target?.Invoke(request) ?? header.HandleIndex;

    public override PreparedRop Read(RopRequestHeader header, ref WireReader reader, int offset) =>
        new PreparedRop<TRequest, TResponse>(this, header, TRequest.Read(ref reader)) { Offset = offset };
}
