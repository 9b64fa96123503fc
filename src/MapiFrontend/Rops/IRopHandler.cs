using Mapigate.Backends;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>
/// Does one remote operation. Expected failures are returned; a <see cref="BackendException"/> may pass, the dispatcher maps it (<see cref="BackendErrors"/>).
/// A handler holds no state of its own: one serves all sessions.
/// </summary>
/// <typeparam name="TRequest">What the client asks.</typeparam>
/// <typeparam name="TResponse">What is answered on success.</typeparam>
internal interface IRopHandler<TRequest, TResponse>
    where TRequest : struct, IRopRequest<TRequest>
    where TResponse : struct
{
    ValueTask<RopResult<TResponse>> HandleAsync(TRequest request, RopContext context, CancellationToken cancellationToken);
}
