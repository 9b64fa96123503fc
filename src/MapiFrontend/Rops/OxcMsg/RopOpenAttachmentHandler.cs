using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.12</summary>
internal sealed class RopOpenAttachmentHandler : IRopHandler<RopOpenAttachmentRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopOpenAttachmentRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return new((RopResult<RopEmptyResponse>)error);
        if (target.Message.FindAttachment(request.AttachmentId) is not { } attachment)
            return new((RopResult<RopEmptyResponse>)ErrorCode.NotFound);
        context.Output = new AttachmentServerObject(target, attachment);
        return new(default(RopEmptyResponse));
    }
}
