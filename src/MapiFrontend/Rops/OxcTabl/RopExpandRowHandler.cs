using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.17</summary>
internal sealed class RopExpandRowHandler : IRopHandler<RopExpandRowRequest, RopExpandRowResponse>
{
    /// <summary>Bytes of a response before its rows.</summary>
    private const int Head = sizeof(uint) + sizeof(ushort);

    public ValueTask<RopResult<RopExpandRowResponse>> HandleAsync(RopExpandRowRequest request, RopContext context, CancellationToken cancellationToken) => new(Expand(request, context));

    private static RopResult<RopExpandRowResponse> Expand(RopExpandRowRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        using var rows = new WireWriter { String8 = table.Logon.String8 };
        error = table.Table.Categories.Expand(request.CategoryId, request.MaxRowCount, rows, context.Room - Head, out var shown, out var written);
        return error == ErrorCode.Success ? new RopExpandRowResponse((uint)shown, (ushort)written, rows.ToArray()) : error;
    }
}
