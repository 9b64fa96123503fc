using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>What the operations that empty a folder share. [MS-OXCFOLD] 3.2.5.9, 3.2.5.10</summary>
internal static class FolderEmptying
{
    public static async ValueTask<RopResult<RopPartialCompletionResponse>> EmptyAsync(bool associated, bool hard, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        (error, var complete) = await new FolderRemoval(folder.Folder.Mailbox).EmptyAsync(folder.Folder.FolderId, associated, hard, cancellationToken);
        return error == ErrorCode.Success ? new RopPartialCompletionResponse(!complete) : error;
    }
}
