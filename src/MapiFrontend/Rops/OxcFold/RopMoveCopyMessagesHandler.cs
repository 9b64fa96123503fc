using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.6</summary>
internal sealed class RopMoveCopyMessagesHandler : IRopHandler<RopMoveCopyMessagesRequest, RopTransferResponse>
{
    public async ValueTask<RopResult<RopTransferResponse>> HandleAsync(RopMoveCopyMessagesRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var source, out var error))
            return error;
        if (!context.TryGetAt<FolderServerObject>(request.DestHandleIndex, out var target, out error))
            return error == ErrorCode.NullObject ? RopResult<RopTransferResponse>.With(ErrorCode.DestinationNullObject, new RopTransferNullDestinationFailure(request.DestHandleIndex, false)) : error;
        if (target.Folder.Mailbox != source.Folder.Mailbox)
            return ErrorCode.NotSupported;
        var complete = await new MessageMover(source.Folder.Mailbox).TransferAsync(
            source.Folder.FolderId, Array.ConvertAll(request.MessageIds, id => id.Counter.Value), target.Folder.FolderId, request.WantCopy, cancellationToken);
        return new RopTransferResponse(!complete);
    }
}
