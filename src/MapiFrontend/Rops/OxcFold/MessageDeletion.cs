using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>What the operations that delete messages share. [MS-OXCFOLD] 3.2.5.11</summary>
internal static class MessageDeletion
{
    public static async ValueTask<RopResult<RopPartialCompletionResponse>> DeleteAsync(MessageId[] ids, bool hard, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        var items = Array.ConvertAll(ids, id => id.Counter.Value);
        var complete = hard
            ? await new MessageRemover(folder.Folder.Mailbox).DeleteShownAsync(folder.Folder.FolderId, items, cancellationToken)
            : await new SoftRemover(folder.Folder.Mailbox).DeleteAsync(folder.Folder.FolderId, items, cancellationToken);
        return new RopPartialCompletionResponse(!complete);
    }
}
