using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFxics;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFxics;

/// <summary>[MS-OXCFXICS] 3.2.5.9.4.7</summary>
internal sealed class RopGetLocalReplicaIdsHandler : IRopHandler<RopGetLocalReplicaIdsRequest, RopGetLocalReplicaIdsResponse>
{
    /// <summary>Most ids of one reservation; an Outlook that builds its store anew asks for 65,536.</summary>
    private const uint MaxCount = 0x0100_0000;

    public async ValueTask<RopResult<RopGetLocalReplicaIdsResponse>> HandleAsync(RopGetLocalReplicaIdsRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<LogonObject>(out var logon, out var error))
            return error;
        if (request.IdCount is 0 or > MaxCount)
            return ErrorCode.InvalidParameter;
        var first = await logon.Mailbox.ReserveIdsAsync(request.IdCount, cancellationToken);
        return new RopGetLocalReplicaIdsResponse(logon.Mailbox.Identity.ReplicaGuid, new GlobalCounter(first));
    }
}
