using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Tables;

namespace Mapigate.Gateway.Core.Index;

/// <summary>A folder's items at one moment. Immutable: a change makes another snapshot that shares the rows that stayed.</summary>
public sealed class FolderSnapshot
{
    public static readonly FolderSnapshot Empty = new([], new RowSet(Array.Empty<ItemRow>(), isAscending: true), new RowSet(Array.Empty<ItemRow>(), isAscending: true), 0);

    private readonly ItemRow[] _rows;
    private readonly Lazy<Dictionary<uint, ItemRow>> _ownIds;
    private readonly Lazy<ILookup<string, ItemRow>> _hrefs;
    private readonly Lazy<ILookup<ulong, ItemRow>> _origins;

    private FolderSnapshot(ItemRow[] rows, RowSet normal, RowSet associated, int unread)
    {
        _rows = rows;
        Normal = normal;
        Associated = associated;
        Unread = unread;
        _ownIds = new(() => rows.Where(static r => r.Record.Uid != 0 && (r.RowId >= ItemIds.FirstDrawn || (uint)r.RowId != r.Record.Uid)).ToDictionary(static r => r.Record.Uid));
        Deleted = new(() => rows.Where(static r => r.Record.IsMarkedDeleted).ToArray());
        _origins = new(() => rows.Where(static r => !r.Record.IsMarkedDeleted).ToLookup(static r => r.Origin));
        _hrefs = new(() => rows.Where(static r => r.Record.Href is not null).ToLookup(static r => r.Record.Href!, StringComparer.Ordinal));
    }

    /// <summary>All items by ascending id, associated ones and those marked \Deleted included.</summary>
    public IReadOnlyList<ItemRow> Rows => _rows;

    public RowSet Normal { get; }

    public RowSet Associated { get; }

    /// <summary>Messages that another client has marked \Deleted, by ascending id.</summary>
    internal Lazy<ItemRow[]> Deleted { get; }

    /// <summary>What was softly deleted, by the folder in which it lay; zero where nobody knows.</summary>
    internal ILookup<ulong, ItemRow> Origins => _origins.Value;

    /// <summary>Items of ordinary views.</summary>
    public int Count => Normal.Rows.Count;

    public int Unread { get; }

    /// <param name="records">By ascending id.</param>
    /// <param name="identity">The mailbox.</param>
    public static FolderSnapshot Of(IReadOnlyList<ItemRecord> records, MailboxIdentity identity)
    {
        var rows = new ItemRow[records.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new ItemRow(records[i], identity);
        var associated = Array.FindAll(rows, static r => r.Record.IsAssociated);
        var normal = Array.TrueForAll(rows, IsNormal) ? rows : Array.FindAll(rows, IsNormal);
        return new FolderSnapshot(rows, new RowSet(normal, isAscending: true), new RowSet(associated, isAscending: true), normal.Count(IsUnread));
    }

    public ItemRow? Find(ulong id)
    {
        var index = IndexOf(_rows, id);
        return index >= 0 ? _rows[index] : null;
    }

    /// <summary>The snapshot after the changes: a null row removes. Costs a copy of the list, and looks at no row but those that change.</summary>
    public FolderSnapshot With(IReadOnlyDictionary<ulong, ItemRow?> changes)
    {
        List<(ulong Id, ItemRow? Row)> all = [], normal = [], associated = [];
        var unread = Unread;
        foreach (var (id, row) in changes)
        {
            var before = Find(id);
            all.Add((id, row));
            if (IsNormal(before) || IsNormal(row))
                normal.Add((id, IsNormal(row) ? row : null));
            if (IsAssociated(before) || IsAssociated(row))
                associated.Add((id, IsAssociated(row) ? row : null));
            unread += (IsUnread(row) ? 1 : 0) - (IsUnread(before) ? 1 : 0);
        }

        var rows = Splice(_rows, all);
        var associatedRows = associated.Count == 0 ? Associated : new RowSet(Splice((ItemRow[])Associated.Rows, associated), Associated, isAscending: true);
        var normalRows = normal.Count == 0 ? Normal : new RowSet(Normal.Array == _rows && all.TrueForAll(static c => c.Row is null || IsNormal(c.Row)) ? rows : Splice((ItemRow[])Normal.Rows, normal), Normal, isAscending: true);
        return new FolderSnapshot(rows, normalRows, associatedRows, unread);
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

    private static bool IsNormal(ItemRow? row) => row is not null && !row.Record.IsAssociated && !row.Record.IsMarkedDeleted;

    private static bool IsAssociated(ItemRow? row) => row is not null && row.Record.IsAssociated;

    private static bool IsUnread(ItemRow? row) => IsNormal(row) && !row!.Record.IsRead;

    /// <summary>The rows with some put in, replaced or taken out; both lists by ascending id.</summary>
    private static ItemRow[] Splice(ItemRow[] rows, List<(ulong Id, ItemRow? Row)> changes)
    {
        changes.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        var spliced = new List<ItemRow>(rows.Length + changes.Count);
        var from = 0;
        foreach (var (id, row) in changes)
        {
            var index = IndexOf(rows, id);
            var place = index < 0 ? ~index : index;
            spliced.AddRange(rows.AsSpan(from, place - from));
            if (row is not null)
                spliced.Add(row);
            from = index < 0 ? place : place + 1;
        }

        spliced.AddRange(rows.AsSpan(from));
        return spliced.ToArray();
    }

    private static int IndexOf(ItemRow[] rows, ulong id)
    {
        int low = 0, high = rows.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = rows[middle].RowId;
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
