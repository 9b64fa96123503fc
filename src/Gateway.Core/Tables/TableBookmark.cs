namespace Mapigate.Gateway.Core.Tables;

/// <summary>A row that a client marked. [MS-OXCTABL] 2.2.2.1.2</summary>
/// <param name="row">The row; null at the end of the table.</param>
/// <param name="place">Where it stands.</param>
internal sealed class TableBookmark(TableRow? row, int place)
{
    /// <summary>Where the row stands, or the one that follows where it stood.</summary>
    public int Place { get; private set; } = place;

    /// <summary>The row is not in the table any more.</summary>
    public bool IsGone { get; private set; }

    public void Follow(RowPlaces places)
    {
        var found = row is null ? null : places.Find(row, Place);
        IsGone = row is not null && found is null;
        Place = found ?? places.Map(Place);
    }
}
