using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.13</summary>
internal sealed class RopCreateAttachmentHandler : IRopHandler<RopCreateAttachmentRequest, RopCreateAttachmentResponse>
{
    public ValueTask<RopResult<RopCreateAttachmentResponse>> HandleAsync(RopCreateAttachmentRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return new((RopResult<RopCreateAttachmentResponse>)error);
        if (target.IsReadOnly)
            return new((RopResult<RopCreateAttachmentResponse>)ErrorCode.AccessDenied);
        if (target.Message.CreateAttachment() is not { } attachment)
            return new((RopResult<RopCreateAttachmentResponse>)ErrorCode.MaxAttachmentExceeded);
        context.Output = new AttachmentServerObject(target, attachment);
        return new(new RopCreateAttachmentResponse(attachment.Number));
    }
}
