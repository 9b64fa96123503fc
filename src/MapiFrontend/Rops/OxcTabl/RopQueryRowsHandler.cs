using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.5</summary>
internal sealed class RopQueryRowsHandler : IRopHandler<RopQueryRowsRequest, RopQueryRowsResponse>, IRopChain<RopQueryRowsRequest, RopQueryRowsResponse>
{
    /// <summary>Bytes of a response before its rows.</summary>
    private const int Head = sizeof(byte) + sizeof(ushort);

    /// <summary>Below that another payload is not worth it. [MS-OXCRPC] 3.1.4.2.1.2.1</summary>
    public int LeastRoom => 0x8000;

    public ValueTask<RopResult<RopQueryRowsResponse>> HandleAsync(RopQueryRowsRequest request, RopContext context, CancellationToken cancellationToken) => new(Query(request, context));

    public RopQueryRowsRequest? Next(RopQueryRowsRequest request, RopQueryRowsResponse response, MapiSession session)
    {
        var left = request.RowCount - response.RowCount;
        return response.RowCount == 0 || left <= 0 || response.Origin != BookmarkOrigin.Current || (request.QueryRowsFlags & QueryRowsFlags.NoAdvance) != 0
            ? null
            : request with { RowCount = (ushort)left };
    }

    private static RopResult<RopQueryRowsResponse> Query(RopQueryRowsRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        using var rows = new WireWriter(4096) { String8 = table.Logon.String8 };
        var batch = table.Table.QueryRows(request.RowCount, request.ForwardRead, (request.QueryRowsFlags & QueryRowsFlags.NoAdvance) == 0, rows, context.Room - Head);
        return batch.Error == ErrorCode.Success ? new RopQueryRowsResponse((BookmarkOrigin)batch.Origin, (ushort)batch.Count, rows.ToArray()) : batch.Error;
    }
}
