using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>[MS-OXCSTOR] 3.2.5.9</summary>
internal sealed class RopIdFromLongTermIdHandler : IRopHandler<RopIdFromLongTermIdRequest, RopIdFromLongTermIdResponse>
{
    public ValueTask<RopResult<RopIdFromLongTermIdResponse>> HandleAsync(RopIdFromLongTermIdRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(request.LongTermId.ReplicaGuid == context.Logon.Mailbox.Identity.ReplicaGuid
            ? new RopIdFromLongTermIdResponse(MailboxIdentity.MessageId(request.LongTermId.Counter.Value).Value)
            : (RopResult<RopIdFromLongTermIdResponse>)ErrorCode.NotFound);
}
