using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxoMsg;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>[MS-OXOMSG] 3.2.5.7</summary>
internal sealed class RopGetTransportFolderHandler : IRopHandler<RopGetTransportFolderRequest, RopGetTransportFolderResponse>
{
    public ValueTask<RopResult<RopGetTransportFolderResponse>> HandleAsync(RopGetTransportFolderRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(new RopGetTransportFolderResponse(MailboxIdentity.FolderId(context.Logon.Mailbox.Folders[SpecialFolder.Outbox].Id)));
}
