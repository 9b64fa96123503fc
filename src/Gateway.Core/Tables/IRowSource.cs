namespace Mapigate.Gateway.Core.Tables;

/// <summary>Where a table's rows come from: a folder's contents, the folders below a folder, a message's attachments.</summary>
public interface IRowSource
{
    /// <summary>The rows now; the same object as long as nothing changed.</summary>
    RowSet Current { get; }
}
