using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.1</summary>
internal sealed class RopOpenFolderHandler : IRopHandler<RopOpenFolderRequest, RopOpenFolderResponse>
{
    public ValueTask<RopResult<RopOpenFolderResponse>> HandleAsync(RopOpenFolderRequest request, RopContext context, CancellationToken cancellationToken) => new(Open(request, context));

    private static RopResult<RopOpenFolderResponse> Open(RopOpenFolderRequest request, RopContext context)
    {
        var logon = context.Logon;
        if (request.FolderId.ReplicaId != MailboxIdentity.ReplicaId || logon.Mailbox.Folders.Find(request.FolderId.Counter.Value) is not { Role: not SpecialFolder.RecoverableItems } folder)
            return ErrorCode.NotFound;
        context.Output = new FolderServerObject(logon, new FolderObject(logon.Mailbox, folder.Id));
        return new RopOpenFolderResponse(HasRules: false, GhostServers: null);
    }
}
