using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.9</summary>
internal sealed class RopGetMessageStatusHandler : IRopHandler<RopGetMessageStatusRequest, RopGetMessageStatusResponse>
{
    public async ValueTask<RopResult<RopGetMessageStatusResponse>> HandleAsync(RopGetMessageStatusRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        var status = await new MessageStatus(folder.Folder.Mailbox).GetAsync(folder.Folder.FolderId, request.MessageId.Counter.Value, cancellationToken);
        return status is { } flags ? new RopGetMessageStatusResponse(flags) : ErrorCode.NotFound;
    }
}
