using Mapigate.Mapi.Wire.OxoMsg;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>No address type has options here; clients want the block nevertheless. [MS-OXOMSG] 3.2.5.9</summary>
internal sealed class RopOptionsDataHandler : IRopHandler<RopOptionsDataRequest, RopOptionsDataResponse>
{
    private static readonly byte[] NoOptions = new byte[300];

    public ValueTask<RopResult<RopOptionsDataResponse>> HandleAsync(RopOptionsDataRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(new RopOptionsDataResponse(NoOptions, default, null));
}
