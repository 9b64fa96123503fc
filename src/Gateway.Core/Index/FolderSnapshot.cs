using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Tables;

namespace Mapigate.Gateway.Core.Index;

/// <summary>A folder's items at one moment. Immutable: a change makes another snapshot that shares the rows that stayed.</summary>
public sealed class FolderSnapshot
{
    private readonly ItemRow[] _rows;
    private readonly Lazy<Dictionary<uint, ItemRow>> _ownIds;
    private readonly Lazy<ILookup<string, ItemRow>> _hrefs;

    private FolderSnapshot(ItemRow[] rows, FolderSnapshot? before = null)
    {
        _rows = rows;
        // At once, not when asked: a closure would keep every snapshot before this one.
        var associated = Array.FindAll(rows, static r => r.Record.IsAssociated);
        Associated = new RowSet(associated, before?.Associated);
        Normal = new RowSet(associated.Length == 0 ? rows : Array.FindAll(rows, static r => !r.Record.IsAssociated), before?.Normal);
        _ownIds = new(() => rows.Where(static r => r.Record.Uid != 0 && (r.RowId >= ItemIds.FirstDrawn || (uint)r.RowId != r.Record.Uid)).ToDictionary(static r => r.Record.Uid));
        _hrefs = new(() => rows.Where(static r => r.Record.Href is not null).ToLookup(static r => r.Record.Href!, StringComparer.Ordinal));
        Count = Normal.Rows.Count;
        Unread = rows.Count(static r => !r.Record.IsAssociated && !r.Record.IsRead);
    }

    /// <summary>All items by ascending id, associated ones included.</summary>
    public IReadOnlyList<ItemRow> Rows => _rows;

    public RowSet Normal { get; }

    public RowSet Associated { get; }

    /// <summary>Items that are not associated.</summary>
    public int Count { get; }

    public int Unread { get; }

    /// <param name="records">By ascending id.</param>
    /// <param name="identity">The mailbox.</param>
    public static FolderSnapshot Of(IReadOnlyList<ItemRecord> records, MailboxIdentity identity)
    {
        var rows = new ItemRow[records.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new ItemRow(records[i], identity);
        return new FolderSnapshot(rows);
    }

    public ItemRow? Find(ulong id)
    {
        var index = IndexOf(id);
        return index >= 0 ? _rows[index] : null;
    }

    /// <summary>The snapshot after the changes: a null row removes.</summary>
    public FolderSnapshot With(IReadOnlyDictionary<ulong, ItemRow?> changes)
    {
        var rows = new List<ItemRow>(_rows.Length + changes.Count);
        foreach (var row in _rows)
        {
            if (!changes.TryGetValue(row.RowId, out var changed))
                rows.Add(row);
            else if (changed is not null)
                rows.Add(changed);
        }

        var sorted = rows.Count;
        foreach (var (id, row) in changes)
        {
            if (row is not null && IndexOf(id) < 0)
                rows.Add(row);
        }

        var array = rows.ToArray();
        if (array.Length > sorted)
            Array.Sort(array, static (a, b) => a.RowId.CompareTo(b.RowId));
        return new FolderSnapshot(array, this);
    }

    /// <summary>The message with that UID: its id follows from the folder's slot, but for the few that kept an id of their own.</summary>
    public ItemRow? FindUid(ushort slot, uint uid) =>
        Find(ItemIds.Mail(slot, uid)) is { } row && row.Record.Uid == uid ? row : _ownIds.Value.GetValueOrDefault(uid);

    /// <summary>The items that the object at that href became: mostly one.</summary>
    public IEnumerable<ItemRow> FindHref(string href) => _hrefs.Value[href];

    /// <summary>Hrefs and ETags of all objects that lie in a collection.</summary>
    public IReadOnlyDictionary<string, string> ETags() => _hrefs.Value.ToDictionary(static o => o.Key, static o => o.First().Record.ETag!);

    /// <summary>The UIDs of all messages that lie on the server.</summary>
    public UidSet Uids() => UidSet.From(_rows.Where(static r => r.Record.Uid != 0).Select(static r => r.Record.Uid));

    private int IndexOf(ulong id)
    {
        int low = 0, high = _rows.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _rows[middle].RowId;
            if (found == id)
                return middle;
            if (found < id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
