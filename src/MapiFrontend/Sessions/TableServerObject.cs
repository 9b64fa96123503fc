using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>An open table. Where the client did not decline it, it tells of rows that come, go and change. [MS-OXCTABL] 3.2.1, [MS-OXCNOTIF] 3.1.4.3</summary>
internal sealed class TableServerObject : ServerObject, INotificationSource
{
    private readonly LogonObject _logon;
    private readonly NotificationQueue? _queue;
    private readonly Func<MailboxEvent, bool> _concerns;
    private readonly IDisposable? _subscription;

    private TableServerObject(LogonObject logon, Table table, NotificationQueue? queue, Func<MailboxEvent, bool> concerns)
    {
        _logon = logon;
        Table = table;
        _queue = queue;
        _concerns = concerns;
        _subscription = queue is null ? null : logon.Mailbox.Events.Subscribe(Take);
    }

    public override LogonObject Logon => _logon;

    public Table Table { get; }

    /// <param name="logon">Where it was opened.</param>
    /// <param name="source">A folder's messages.</param>
    /// <param name="folder">The folder; null for all of the mailbox.</param>
    /// <param name="queue">Where notifications wait; null where the client wants none.</param>
    public static TableServerObject OfContents(LogonObject logon, IRowSource source, ulong? folder, NotificationQueue? queue) =>
        new(logon, new Table(source, TableKind.Contents), queue, change => Concerns(change, folder));

    /// <summary>The same for the folders below a folder.</summary>
    public static TableServerObject OfHierarchy(LogonObject logon, IRowSource source, NotificationQueue? queue) =>
        new(logon, new Table(source, TableKind.Hierarchy), queue, static change => change is FolderCreated or FolderChanged or FolderRemoved);

    /// <summary>A table that does not change while it is open, or does not tell.</summary>
    public static TableServerObject Of(LogonObject logon, IRowSource source, TableKind kind) => new(logon, new Table(source, kind), null, static _ => false);

    public IEnumerable<RopNotify> TakeNotifications() => Table.TakeChanges().Select(change => new RopNotify(Handle, _logon.LogonId, Notification(change)));

    public override ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        return base.DisposeAsync();
    }

    private static bool Concerns(MailboxEvent change, ulong? folder) => change switch
    {
        ItemCreated or ItemChanged or ItemRemoved => folder is null || change.FolderId == folder,
        ItemMoved moved => folder is null || moved.FolderId == folder || moved.OldFolderId == folder,
        _ => false,
    };

    /// <summary>Takes note only: what has changed is found when the client fetches it, not in the thread that made the change.</summary>
    private void Take(IReadOnlyList<MailboxEvent> events)
    {
        if (Table.HasView && events.Any(_concerns))
            _queue!.Announce(this);
    }

    private TableNotification Notification(TableChange change)
    {
        var isOfMessage = Table.Kind == TableKind.Contents;
        if (change.Kind == TableChangeKind.RowDeleted)
            return TableNotification.Deleted(Id(change.Row!));
        if (change.Kind == TableChangeKind.Changed || RowData(change.Row!) is not { } data)
            return TableNotification.Changed(isOfMessage);
        var previous = change.Previous is { } row ? Id(row) : new TableRowId(default, isOfMessage ? default(MessageId) : null, 0);
        return change.Kind == TableChangeKind.RowAdded ? TableNotification.Added(Id(change.Row!), previous, data) : TableNotification.Modified(Id(change.Row!), previous, data);
    }

    private TableRowId Id(TableRow row) => Table.Kind == TableKind.Contents
        ? new TableRowId(new FolderId((ulong)(row.Get(PidTag.FolderId) as long? ?? 0)), MailboxIdentity.MessageId(row.RowId), row.Instance)
        : new TableRowId(MailboxIdentity.FolderId(row.RowId), null, 0);

    /// <summary>The row in the table's columns; null where there are none, or where it is too large for its 16-bit size.</summary>
    private byte[]? RowData(TableRow row)
    {
        if (Table.ReadRow(row) is not { } cells)
            return null;
        using var writer = new WireWriter { String8 = _logon.String8 };
        cells.Write(writer);
        return writer.Length <= ushort.MaxValue ? writer.ToArray() : null;
    }
}
