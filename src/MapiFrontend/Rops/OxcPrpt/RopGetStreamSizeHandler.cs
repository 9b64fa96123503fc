using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.16</summary>
internal sealed class RopGetStreamSizeHandler : IRopHandler<RopGetStreamSizeRequest, RopGetStreamSizeResponse>
{
    public ValueTask<RopResult<RopGetStreamSizeResponse>> HandleAsync(RopGetStreamSizeRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<StreamServerObject>(out var stream, out var error)
            ? new RopGetStreamSizeResponse((uint)Math.Min(stream.Length, uint.MaxValue))
            : (RopResult<RopGetStreamSizeResponse>)error);
}
