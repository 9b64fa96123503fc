using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxoMsg;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>A message is handed to the transport before its submission is answered: nothing is left to abort. [MS-OXOMSG] 3.2.5.2</summary>
internal sealed class RopAbortSubmitHandler : IRopHandler<RopAbortSubmitRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopAbortSubmitRequest request, RopContext context, CancellationToken cancellationToken) =>
        new((RopResult<RopEmptyResponse>)ErrorCode.UnableToAbort);
}
