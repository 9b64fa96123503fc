using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.14</summary>
internal sealed class RopWriteStreamExtendedHandler : IRopHandler<RopWriteStreamExtendedRequest, RopWriteStreamExtendedResponse>
{
    public async ValueTask<RopResult<RopWriteStreamExtendedResponse>> HandleAsync(RopWriteStreamExtendedRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        error = await stream.WriteAsync(request.Data, cancellationToken);
        return error == ErrorCode.Success ? new RopWriteStreamExtendedResponse((uint)request.Data.Length) : error;
    }
}
