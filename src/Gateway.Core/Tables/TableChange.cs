namespace Mapigate.Gateway.Core.Tables;

/// <summary>One change of a table that a client should hear of. [MS-OXCNOTIF] 2.2.1.1.1</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Row">The row; null for <see cref="TableChangeKind.Changed"/>.</param>
/// <param name="Previous">The row behind which an added or modified one stands; null at the begin.</param>
public readonly record struct TableChange(TableChangeKind Kind, TableRow? Row = null, TableRow? Previous = null);

/// <summary>The table events, with their numbers on the wire. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
public enum TableChangeKind
{
    /// <summary>The client should read the table anew.</summary>
    Changed = 1,
    RowAdded = 3,
    RowDeleted = 4,
    RowModified = 5,
}
