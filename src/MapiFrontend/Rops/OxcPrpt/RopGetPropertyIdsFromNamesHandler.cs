using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>Without names every mapped id is given. A name without id answers zero and makes the whole a warning. [MS-OXCPRPT] 3.2.5.9</summary>
internal sealed class RopGetPropertyIdsFromNamesHandler : IRopHandler<RopGetPropertyIdsFromNamesRequest, RopGetPropertyIdsFromNamesResponse>
{
    public async ValueTask<RopResult<RopGetPropertyIdsFromNamesResponse>> HandleAsync(RopGetPropertyIdsFromNamesRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var mailbox = context.Logon.Mailbox;
        if (request.PropertyNames.Length == 0)
            return new RopGetPropertyIdsFromNamesResponse(mailbox.Index.Names.All.Select(n => n.Value).Order().ToArray());

        var known = request.PropertyNames.OfType<PropertyName>().ToArray();
        var found = await mailbox.GetPropertyIdsAsync(known, (request.Flags & PropertyIdFlags.Create) != 0, cancellationToken);
        var next = 0;
        var ids = Array.ConvertAll(request.PropertyNames, name => name is null ? (ushort)0 : found[next++] ?? 0);
        return RopResult<RopGetPropertyIdsFromNamesResponse>.With(
            ids.Contains((ushort)0) ? ErrorCode.ErrorsReturned : ErrorCode.Success, new RopGetPropertyIdsFromNamesResponse(ids));
    }
}
