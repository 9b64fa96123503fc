using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>What the attachment has been given is part of the message already; the message's save stores it. [MS-OXCMSG] 3.2.5.15</summary>
internal sealed class RopSaveChangesAttachmentHandler : IRopHandler<RopSaveChangesAttachmentRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopSaveChangesAttachmentRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<AttachmentServerObject>(out var target, out var error))
            return new((RopResult<RopEmptyResponse>)error);
        return new(target.Message.IsReadOnly ? (RopResult<RopEmptyResponse>)ErrorCode.AccessDenied : default(RopEmptyResponse));
    }
}
