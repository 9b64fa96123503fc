using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.11</summary>
internal sealed class RopSetMessageReadFlagHandler : IRopHandler<RopSetMessageReadFlagRequest, RopSetMessageReadFlagResponse>
{
    public async ValueTask<RopResult<RopSetMessageReadFlagResponse>> HandleAsync(RopSetMessageReadFlagRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        if (!ReadFlagRules.AreValid(request.ReadFlags))
            return ErrorCode.InvalidParameter;
        if (target.Message.Row is { } row && ReadFlagRules.IsRead(request.ReadFlags) is { } read)
        {
            await new MessageReadFlags(target.Message.Mailbox).SetAsync(row.Record.FolderId, [row.RowId], read, cancellationToken);
            target.Message.RefreshRow();
        }

        return new RopSetMessageReadFlagResponse(ReadStatusChanged: false, 0, default);
    }
}
