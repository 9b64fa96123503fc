using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.10</summary>
internal sealed class RopSeekRowBookmarkHandler : IRopHandler<RopSeekRowBookmarkRequest, RopSeekRowBookmarkResponse>
{
    public ValueTask<RopResult<RopSeekRowBookmarkResponse>> HandleAsync(RopSeekRowBookmarkRequest request, RopContext context, CancellationToken cancellationToken) => new(Seek(request, context));

    private static RopResult<RopSeekRowBookmarkResponse> Seek(RopSeekRowBookmarkRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.Seek(request.Bookmark.Span, request.RowCount, out var seek);
        return error == ErrorCode.Success ? new RopSeekRowBookmarkResponse(seek.RowNoLongerVisible, seek.HasSoughtLess, seek.Sought) : error;
    }
}
