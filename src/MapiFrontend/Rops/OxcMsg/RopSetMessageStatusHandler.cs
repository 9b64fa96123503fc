using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.8</summary>
internal sealed class RopSetMessageStatusHandler : IRopHandler<RopSetMessageStatusRequest, RopSetMessageStatusResponse>
{
    public async ValueTask<RopResult<RopSetMessageStatusResponse>> HandleAsync(RopSetMessageStatusRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        var status = await new MessageStatus(folder.Folder.Mailbox).SetAsync(
            folder.Folder.FolderId, request.MessageId.Counter.Value, request.MessageStatusFlags, request.MessageStatusMask, cancellationToken);
        return status is { } flags ? new RopSetMessageStatusResponse(flags) : ErrorCode.NotFound;
    }
}
