using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.10</summary>
internal sealed class RopGetNamesFromPropertyIdsHandler : IRopHandler<RopGetNamesFromPropertyIdsRequest, RopGetNamesFromPropertyIdsResponse>
{
    public ValueTask<RopResult<RopGetNamesFromPropertyIdsResponse>> HandleAsync(RopGetNamesFromPropertyIdsRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(new RopGetNamesFromPropertyIdsResponse(Array.ConvertAll(request.PropertyIds, context.Logon.Mailbox.Index.Names.Find)));
}
