using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.1</summary>
internal sealed class RopOpenMessageHandler : IRopHandler<RopOpenMessageRequest, RopOpenMessageResponse>
{
    public async ValueTask<RopResult<RopOpenMessageResponse>> HandleAsync(RopOpenMessageRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var logon = context.Logon;
        if (request.MessageId.ReplicaId != MailboxIdentity.ReplicaId)
            return ErrorCode.NotFound;
        var (reader, folder, id) = (new MessageReader(logon.Mailbox), request.FolderId.Counter.Value, request.MessageId.Counter.Value);
        var message = (request.OpenModeFlags & OpenModeFlags.OpenSoftDeleted) != 0
            ? await reader.OpenAnyAsync(folder, id, cancellationToken)
            : await reader.OpenAsync(folder, id, cancellationToken);
        context.Output = new MessageServerObject(logon, message, null, message.IsSoftDeleted || (request.OpenModeFlags & OpenModeFlags.BestAccess) == OpenModeFlags.ReadOnly);
        return new RopOpenMessageResponse(RecipientRows.Open(message, context.Room / 2));
    }
}
