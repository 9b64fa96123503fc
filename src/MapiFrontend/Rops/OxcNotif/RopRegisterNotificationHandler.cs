using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcNotif;

/// <summary>[MS-OXCNOTIF] 3.1.5.1</summary>
internal sealed class RopRegisterNotificationHandler : IRopHandler<RopRegisterNotificationRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopRegisterNotificationRequest request, RopContext context, CancellationToken cancellationToken) => new(Register(request, context));

    private static RopResult<RopEmptyResponse> Register(RopRegisterNotificationRequest request, RopContext context)
    {
        var logon = context.Logon;
        ulong? folder = null;
        if (!request.WantWholeStore)
        {
            if (request.FolderId.ReplicaId != MailboxIdentity.ReplicaId || logon.Mailbox.Folders.Find(request.FolderId.Counter.Value) is null)
                return ErrorCode.NotFound;
            folder = request.FolderId.Counter.Value;
        }

        ulong? message = request.MessageId.IsEmpty ? null : request.MessageId.Counter.Value;
        context.Output = new SubscriptionServerObject(logon, request.NotificationTypes, folder, message, context.Session.Notifications);
        return default(RopEmptyResponse);
    }
}
