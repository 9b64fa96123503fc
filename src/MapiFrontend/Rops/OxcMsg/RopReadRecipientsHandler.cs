using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.6</summary>
internal sealed class RopReadRecipientsHandler : IRopHandler<RopReadRecipientsRequest, RopReadRecipientsResponse>
{
    public ValueTask<RopResult<RopReadRecipientsResponse>> HandleAsync(RopReadRecipientsRequest request, RopContext context, CancellationToken cancellationToken) => new(Read(request, context));

    private static RopResult<RopReadRecipientsResponse> Read(RopReadRecipientsRequest request, RopContext context)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        if (request.Reserved != 0)
            return ErrorCode.InvalidParameter;
        var rows = RecipientRows.Read(target.Message, request.RowId, context.Room);
        return rows.Length > 0 ? new RopReadRecipientsResponse(rows) : ErrorCode.NotFound;
    }
}
