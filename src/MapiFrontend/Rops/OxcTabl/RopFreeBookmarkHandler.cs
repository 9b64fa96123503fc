using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.15</summary>
internal sealed class RopFreeBookmarkHandler : IRopHandler<RopFreeBookmarkRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopFreeBookmarkRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.FreeBookmark(request.Bookmark.Span);
        return new(error == ErrorCode.Success ? default(RopEmptyResponse) : error);
    }
}
