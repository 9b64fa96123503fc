using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>Refuses an operation that the gateway does not do, after its request was read like any other.</summary>
internal sealed class NotSupportedHandler<TRequest, TResponse>(ErrorCode error) : IRopHandler<TRequest, TResponse>
    where TRequest : struct, IRopRequest<TRequest>
    where TResponse : struct
{
    public ValueTask<RopResult<TResponse>> HandleAsync(TRequest request, RopContext context, CancellationToken cancellationToken) => new((RopResult<TResponse>)error);
}
