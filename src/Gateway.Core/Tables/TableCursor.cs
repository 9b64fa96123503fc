using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>A place among rows, and bookmarks; both stay with their rows when others come and go.</summary>
internal sealed class TableCursor
{
    /// <summary>Most bookmarks of one table.</summary>
    private const int MaxBookmarks = 1024;

    private readonly Dictionary<uint, TableBookmark> _bookmarks = [];
    private uint _lastBookmark;

    /// <summary>The rows, category headers included.</summary>
    public TableRow[] Rows { get; private set; } = [];

    /// <summary>The row that is next read forward: from zero to the number of rows.</summary>
    public int Place { get; set; }

    /// <summary>Shows the rows after a change.</summary>
    public void Follow(TableRow[] rows)
    {
        if (ReferenceEquals(rows, Rows))
            return;
        var places = new RowPlaces(Rows, rows);
        Place = places.Map(Place);
        foreach (var bookmark in _bookmarks.Values)
            bookmark.Follow(places);
        Rows = rows;
    }

    /// <summary>Begins anew; no bookmark is valid any more.</summary>
    public void Restart(TableRow[] rows)
    {
        Rows = rows;
        Place = 0;
        _bookmarks.Clear();
    }

    /// <summary>Moves from a place by a number of rows, as far as there are rows; returns how far.</summary>
    public int Seek(int from, int rows)
    {
        Place = (int)Math.Clamp((long)from + rows, 0, Rows.Length);
        return Place - from;
    }

    /// <summary>Marks a place; null where there are too many marks.</summary>
    public byte[]? Mark(int place)
    {
        if (_bookmarks.Count >= MaxBookmarks)
            return null;
        _bookmarks[++_lastBookmark] = new TableBookmark(place < Rows.Length ? Rows[place] : null, place);
        var bookmark = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bookmark, _lastBookmark);
        return bookmark;
    }

    public bool TryFind(ReadOnlySpan<byte> bookmark, [NotNullWhen(true)] out TableBookmark? found)
    {
        found = bookmark.Length == sizeof(uint) ? _bookmarks.GetValueOrDefault(BinaryPrimitives.ReadUInt32LittleEndian(bookmark)) : null;
        return found is not null;
    }

    public bool Free(ReadOnlySpan<byte> bookmark) => bookmark.Length == sizeof(uint) && _bookmarks.Remove(BinaryPrimitives.ReadUInt32LittleEndian(bookmark));
}
