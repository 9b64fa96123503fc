using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.14</summary>
internal sealed class RopFindRowHandler : IRopHandler<RopFindRowRequest, RopFindRowResponse>
{
    /// <summary>Bytes of a response before its row.</summary>
    private const int Head = 2;

    public ValueTask<RopResult<RopFindRowResponse>> HandleAsync(RopFindRowRequest request, RopContext context, CancellationToken cancellationToken) => new(Find(request, context));

    private static RopResult<RopFindRowResponse> Find(RopFindRowRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        var backward = (request.FindRowFlags & FindRowFlags.Backward) != 0;
        error = request.Origin == BookmarkOrigin.Custom
            ? table.Table.FindRow(request.Restriction, request.Bookmark.Span, backward, out var found)
            : table.Table.FindRow(request.Restriction, (TableOrigin)request.Origin, backward, out found);
        if (error != ErrorCode.Success)
            return error;

        // The cursor has moved either way; a row that does not fit is left for RopQueryRows.
        return new RopFindRowResponse(found.RowNoLongerVisible, Fits(found.Row, table, context.Room - Head) ? found.Row : null);
    }

    private static bool Fits(PropertyRow row, TableServerObject table, int room)
    {
        using var writer = new WireWriter { String8 = table.Logon.String8 };
        row.Write(writer);
        return writer.Length <= room;
    }
}
