using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.7</summary>
internal sealed class RopReloadCachedInformationHandler : IRopHandler<RopReloadCachedInformationRequest, RopReloadCachedInformationResponse>
{
    public ValueTask<RopResult<RopReloadCachedInformationResponse>> HandleAsync(RopReloadCachedInformationRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<MessageServerObject>(out var target, out var error)
            ? new RopReloadCachedInformationResponse(RecipientRows.Open(target.Message, context.Room / 2))
            : (RopResult<RopReloadCachedInformationResponse>)error);
}
