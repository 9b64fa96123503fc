using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>The message gets its id when it is first saved: only then its server has numbered it. [MS-OXCMSG] 3.2.5.2</summary>
internal sealed class RopCreateMessageHandler : IRopHandler<RopCreateMessageRequest, RopCreateMessageResponse>
{
    public ValueTask<RopResult<RopCreateMessageResponse>> HandleAsync(RopCreateMessageRequest request, RopContext context, CancellationToken cancellationToken) => new(Create(request, context));

    private static RopResult<RopCreateMessageResponse> Create(RopCreateMessageRequest request, RopContext context)
    {
        var logon = context.Logon;
        if (request.FolderId.ReplicaId != MailboxIdentity.ReplicaId || logon.Mailbox.Folders.Find(request.FolderId.Counter.Value) is not { } folder)
            return ErrorCode.NotFound;
        var message = new MessageReader(logon.Mailbox).Create(folder.Id, request.AssociatedFlag);
        context.Output = new MessageServerObject(logon, message, null, isReadOnly: false);
        return new RopCreateMessageResponse(MessageId: null);
    }
}
