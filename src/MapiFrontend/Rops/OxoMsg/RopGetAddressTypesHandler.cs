using Mapigate.Mapi.Wire.OxoMsg;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>[MS-OXOMSG] 3.2.5.8</summary>
internal sealed class RopGetAddressTypesHandler : IRopHandler<RopGetAddressTypesRequest, RopGetAddressTypesResponse>
{
    public ValueTask<RopResult<RopGetAddressTypesResponse>> HandleAsync(RopGetAddressTypesRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(new RopGetAddressTypesResponse(["EX", "SMTP"]));
}
