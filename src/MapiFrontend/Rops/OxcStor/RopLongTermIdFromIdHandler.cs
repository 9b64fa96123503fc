using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>[MS-OXCSTOR] 3.2.5.8</summary>
internal sealed class RopLongTermIdFromIdHandler : IRopHandler<RopLongTermIdFromIdRequest, RopLongTermIdFromIdResponse>
{
    public ValueTask<RopResult<RopLongTermIdFromIdResponse>> HandleAsync(RopLongTermIdFromIdRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var id = new MessageId(request.ObjectId);
        return new(id.ReplicaId == MailboxIdentity.ReplicaId
            ? new RopLongTermIdFromIdResponse(new LongTermId(context.Logon.Mailbox.Identity.ReplicaGuid, id.Counter))
            : (RopResult<RopLongTermIdFromIdResponse>)ErrorCode.NotFound);
    }
}
