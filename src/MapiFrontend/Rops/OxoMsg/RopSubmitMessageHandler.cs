using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>[MS-OXOMSG] 3.2.5.1</summary>
internal sealed class RopSubmitMessageHandler(ILoggerFactory loggers) : IRopHandler<RopSubmitMessageRequest, RopEmptyResponse>
{
    public async ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopSubmitMessageRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        error = await Submission.SendAsync(target, loggers, cancellationToken);
        return error == ErrorCode.Success ? default(RopEmptyResponse) : error;
    }
}
