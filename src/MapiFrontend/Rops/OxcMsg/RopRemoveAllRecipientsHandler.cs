using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.4</summary>
internal sealed class RopRemoveAllRecipientsHandler : IRopHandler<RopRemoveAllRecipientsRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopRemoveAllRecipientsRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return new((RopResult<RopEmptyResponse>)error);
        target.Message.RemoveAllRecipients();
        return new(default(RopEmptyResponse));
    }
}
