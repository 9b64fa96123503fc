using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.2</summary>
internal sealed class RopCreateFolderHandler : IRopHandler<RopCreateFolderRequest, RopCreateFolderResponse>
{
    public async ValueTask<RopResult<RopCreateFolderResponse>> HandleAsync(RopCreateFolderRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var parent, out var error))
            return error;
        if (request.FolderType == FolderType.Search)
            return ErrorCode.NotSupported;
        if (request.FolderType != FolderType.Generic || request.Reserved != 0)
            return ErrorCode.InvalidParameter;
        var mailbox = parent.Folder.Mailbox;
        (error, var folder) = await new FolderCreation(mailbox).CreateAsync(parent.Folder.FolderId, request.DisplayName, request.Comment, request.OpenExisting, cancellationToken);
        if (folder is null)
            return error;
        context.Output = new FolderServerObject(parent.Logon, new FolderObject(mailbox, folder.Id));

        // In a private mailbox the field says nothing of folders that were there before (2.2.1.2.2).
        return new RopCreateFolderResponse(MailboxIdentity.FolderId(folder.Id), IsExistingFolder: false, HasRules: false, GhostServers: null);
    }
}
