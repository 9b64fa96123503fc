using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.13</summary>
internal sealed class RopGetHierarchyTableHandler : IRopHandler<RopGetHierarchyTableRequest, RopGetHierarchyTableResponse>
{
    private const HierarchyTableFlags Known = HierarchyTableFlags.Depth | HierarchyTableFlags.DeferredErrors | HierarchyTableFlags.NoNotifications
        | HierarchyTableFlags.SoftDeletes | HierarchyTableFlags.UseUnicode | HierarchyTableFlags.SuppressNotifications;

    public async ValueTask<RopResult<RopGetHierarchyTableResponse>> HandleAsync(
        RopGetHierarchyTableRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        var flags = request.TableFlags;
        if ((flags & ~Known) != 0)
            return ErrorCode.NotSupported;
        var logon = context.Logon;
        // Folders that other clients made, renamed or removed show at the next look.
        await logon.Mailbox.LookAtFoldersAsync(cancellationToken);
        if (folder.Folder.Record is not { } record)
            return ErrorCode.ObjectDeleted;

        IRowSource source = (flags & HierarchyTableFlags.SoftDeletes) != 0
            ? EmptySource.Instance
            : new HierarchySource(logon.Mailbox, record.Id, (flags & HierarchyTableFlags.Depth) != 0);

        // Suppressed are those that the client's own changes cause, which cannot be told from others here; missing none is worth an extra one.
        var table = TableServerObject.OfHierarchy(logon, source, (flags & HierarchyTableFlags.NoNotifications) != 0 ? null : context.Session.Notifications);
        context.Output = table;
        return new RopGetHierarchyTableResponse((uint)table.Table.RowCount);
    }
}
