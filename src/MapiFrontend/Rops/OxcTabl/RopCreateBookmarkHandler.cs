using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.12</summary>
internal sealed class RopCreateBookmarkHandler : IRopHandler<RopCreateBookmarkRequest, RopCreateBookmarkResponse>
{
    public ValueTask<RopResult<RopCreateBookmarkResponse>> HandleAsync(RopCreateBookmarkRequest request, RopContext context, CancellationToken cancellationToken) => new(Create(context));

    private static RopResult<RopCreateBookmarkResponse> Create(RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.CreateBookmark(out var bookmark);
        return error == ErrorCode.Success ? new RopCreateBookmarkResponse(bookmark) : error;
    }
}
