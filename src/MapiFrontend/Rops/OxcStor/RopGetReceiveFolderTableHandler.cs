using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>[MS-OXCSTOR] 3.2.5.4</summary>
internal sealed class RopGetReceiveFolderTableHandler : IRopHandler<RopGetReceiveFolderTableRequest, RopGetReceiveFolderTableResponse>
{
    public ValueTask<RopResult<RopGetReceiveFolderTableResponse>> HandleAsync(RopGetReceiveFolderTableRequest request, RopContext context, CancellationToken cancellationToken) => new(List(context));

    private static RopResult<RopGetReceiveFolderTableResponse> List(RopContext context)
    {
        if (!context.TryGet<LogonObject>(out var logon, out var error))
            return error;
        return new RopGetReceiveFolderTableResponse(Array.ConvertAll(ReceiveFolders.All, row =>
        {
            var folder = logon.Mailbox.Folders[row.Folder];
            return new ReceiveFolder(MailboxIdentity.FolderId(folder.Id), row.MessageClass, FileTime.From(folder.Created));
        }));
    }
}
