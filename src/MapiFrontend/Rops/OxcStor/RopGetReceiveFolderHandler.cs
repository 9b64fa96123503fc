using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>[MS-OXCSTOR] 3.2.5.2</summary>
internal sealed class RopGetReceiveFolderHandler : IRopHandler<RopGetReceiveFolderRequest, RopGetReceiveFolderResponse>
{
    public ValueTask<RopResult<RopGetReceiveFolderResponse>> HandleAsync(RopGetReceiveFolderRequest request, RopContext context, CancellationToken cancellationToken) => new(Find(request, context));

    private static RopResult<RopGetReceiveFolderResponse> Find(RopGetReceiveFolderRequest request, RopContext context)
    {
        if (!context.TryGet<LogonObject>(out var logon, out var error))
            return error;
        if (!ReceiveFolders.IsValid(request.MessageClass))
            return ErrorCode.InvalidParameter;
        var (messageClass, folder) = ReceiveFolders.Find(request.MessageClass);
        return new RopGetReceiveFolderResponse(MailboxIdentity.FolderId(logon.Mailbox.Folders[folder].Id), messageClass);
    }
}
