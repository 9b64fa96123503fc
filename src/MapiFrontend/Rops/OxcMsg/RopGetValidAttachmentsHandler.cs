using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.18</summary>
internal sealed class RopGetValidAttachmentsHandler : IRopHandler<RopGetValidAttachmentsRequest, RopGetValidAttachmentsResponse>
{
    public ValueTask<RopResult<RopGetValidAttachmentsResponse>> HandleAsync(RopGetValidAttachmentsRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<MessageServerObject>(out var target, out var error)
            ? new RopGetValidAttachmentsResponse(target.Message.Attachments.Select(a => a.Number).ToArray())
            : (RopResult<RopGetValidAttachmentsResponse>)error);
}
