using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcRops;

/// <summary>Frees a server object. Nothing is answered, whether or not there was one. [MS-OXCROPS] 3.2.5.3</summary>
internal sealed class RopReleaseHandler : IRopHandler<RopReleaseRequest, RopEmptyResponse>
{
    public async ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopReleaseRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<ServerObject>(out var released, out var error))
            return error;
        await context.Session.Handles.ReleaseAsync(released.Handle);
        return ErrorCode.Success;
    }
}
