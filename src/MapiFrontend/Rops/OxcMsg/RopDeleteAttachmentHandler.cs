using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.14</summary>
internal sealed class RopDeleteAttachmentHandler : IRopHandler<RopDeleteAttachmentRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopDeleteAttachmentRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return new((RopResult<RopEmptyResponse>)error);
        if (target.IsReadOnly)
            return new((RopResult<RopEmptyResponse>)ErrorCode.AccessDenied);
        return new(target.Message.DeleteAttachment(request.AttachmentId) ? default(RopEmptyResponse) : (RopResult<RopEmptyResponse>)ErrorCode.NotFound);
    }
}
