using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.5</summary>
internal sealed class RopModifyRecipientsHandler : IRopHandler<RopModifyRecipientsRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopModifyRecipientsRequest request, RopContext context, CancellationToken cancellationToken) => new(Modify(request, context));

    private static RopResult<RopEmptyResponse> Modify(RopModifyRecipientsRequest request, RopContext context)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        var dn = target.Logon.Mailbox.User.LegacyDn;
        error = target.Message.ModifyRecipients(request.RecipientRows.Select(r => (r.RowId, r.Row is null ? null : RecipientRows.ToBag(r.Row, r.RecipientType, dn))));
        return error == ErrorCode.Success ? default(RopEmptyResponse) : error;
    }
}
