using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.17</summary>
internal sealed class RopGetAttachmentTableHandler : IRopHandler<RopGetAttachmentTableRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopGetAttachmentTableRequest request, RopContext context, CancellationToken cancellationToken) => new(Open(context));

    private static RopResult<RopEmptyResponse> Open(RopContext context)
    {
        if (!context.TryGet<MessageServerObject>(out var message, out _))
            return ErrorCode.NullObject;
        context.Output = TableServerObject.Of(context.Logon, message.Message, TableKind.Other);
        return default(RopEmptyResponse);
    }
}
