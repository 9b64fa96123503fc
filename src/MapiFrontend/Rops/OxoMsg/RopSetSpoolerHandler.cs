using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxoMsg;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>The gateway submits by itself; no client has to spool. [MS-OXOMSG] 3.2.5.4</summary>
internal sealed class RopSetSpoolerHandler : IRopHandler<RopSetSpoolerRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopSetSpoolerRequest request, RopContext context, CancellationToken cancellationToken) => new(default(RopEmptyResponse));
}
