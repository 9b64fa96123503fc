using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>An empty list means every message of the folder. [MS-OXCMSG] 3.2.5.10</summary>
internal sealed class RopSetReadFlagsHandler : IRopHandler<RopSetReadFlagsRequest, RopPartialCompletionResponse>
{
    public async ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopSetReadFlagsRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        if (!ReadFlagRules.AreValid(request.ReadFlags))
            return ErrorCode.InvalidParameter;
        if (ReadFlagRules.IsRead(request.ReadFlags) is not { } read)
            return new RopPartialCompletionResponse(false);
        var complete = await new MessageReadFlags(folder.Folder.Mailbox).SetAsync(folder.Folder.FolderId, Array.ConvertAll(request.MessageIds, id => id.Counter.Value), read, cancellationToken);
        return new RopPartialCompletionResponse(!complete);
    }
}
