using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;
using Microsoft.Data.Sqlite;

namespace Mapigate.Gateway.Store;

/// <summary>Writes batches with statements that are prepared once.</summary>
internal sealed class SqliteBatchWriter(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _head = new(connection, "UPDATE head SET generation = ?, next_slot = ?, next_drawn = ?, last_change = ?, sequence = ?, mirrored = ?", 6);
    private readonly PreparedStatement _folder = new(connection, "INSERT OR REPLACE INTO folders VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", 21);
    private readonly PreparedStatement _item = new(connection, "INSERT OR REPLACE INTO items VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", 17);
    private readonly PreparedStatement _object = new(connection, "INSERT OR REPLACE INTO objects VALUES (?,?)", 2);
    private readonly PreparedStatement _name = new(connection, "INSERT OR IGNORE INTO names VALUES (?,?,?,?)", 4);
    private readonly PreparedStatement _journal = new(connection, "INSERT OR REPLACE INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?)", 11);
    private readonly PreparedStatement _endJournal = new(connection, "DELETE FROM journal WHERE key = ?", 1);
    private readonly PreparedStatement _side = new(connection, "INSERT OR REPLACE INTO sides VALUES (?,?)", 2);
    private readonly PreparedStatement _removeSide = new(connection, "DELETE FROM sides WHERE key = ?", 1);
    private readonly PreparedStatement _removeSides = new(connection, "DELETE FROM sides WHERE key >= ? AND key < ?", 2);
    private readonly PreparedStatement _removeItem = new(connection, "DELETE FROM items WHERE folder = ? AND id = ?", 2);
    private readonly PreparedStatement _removeObject = new(connection, "DELETE FROM objects WHERE id = ?", 1);
    private readonly PreparedStatement _removeObjects = new(connection, "DELETE FROM objects WHERE id IN (SELECT id FROM items WHERE folder = ?)", 1);
    private readonly PreparedStatement _removeItems = new(connection, "DELETE FROM items WHERE folder = ?", 1);
    private readonly PreparedStatement _removeFolder = new(connection, "DELETE FROM folders WHERE id = ?", 1);

    public void Write(StateBatch batch)
    {
        using var transaction = connection.BeginTransaction();
        if (batch.ReplacesAll)
            Clear(transaction);
        foreach (var name in batch.NamedProperties)
            _name.Execute(transaction, (long)name.Id, name.Name.Set.ToByteArray(), (long)name.Name.Lid, name.Name.Text);
        foreach (var folder in batch.RemovedFolders)
        {
            _removeObjects.Execute(transaction, (long)folder);
            _removeItems.Execute(transaction, (long)folder);
            _removeFolder.Execute(transaction, (long)folder);
            foreach (var prefix in SideKeys.PrefixesOf(folder))
                _removeSides.Execute(transaction, prefix, SideKeys.After(prefix));
        }

        foreach (var folder in batch.Folders)
            WriteFolder(transaction, folder);
        foreach (var (folder, item) in batch.RemovedItems)
        {
            _removeItem.Execute(transaction, (long)folder, (long)item);
            _removeObject.Execute(transaction, (long)item);
        }

        foreach (var item in batch.Items)
            WriteItem(transaction, item);
        foreach (var (item, content) in batch.Objects)
            _object.Execute(transaction, (long)item, content);
        foreach (var entry in batch.Journal)
            WriteJournal(transaction, entry);
        foreach (var key in batch.EndedJournal)
            _endJournal.Execute(transaction, key.ToByteArray());
        foreach (var side in batch.Sides)
        {
            if (side.Content is { } content)
                _side.Execute(transaction, side.Key, content.ToArray());
            else
                _removeSide.Execute(transaction, side.Key);
        }

        if (batch.Head is { } head)
            _head.Execute(transaction, (long)head.Generation, (long)head.NextSlot, (long)head.NextDrawn, (long)head.LastChange, (long)head.Sequence, (long)head.Mirrored);
        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var statement in (PreparedStatement[])
            [_head, _folder, _item, _object, _name, _journal, _endJournal, _side, _removeSide, _removeSides, _removeItem, _removeObject, _removeObjects, _removeItems, _removeFolder])
            statement.Dispose();
    }

    private void Clear(SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "DELETE FROM folders; DELETE FROM items; DELETE FROM objects; DELETE FROM names; DELETE FROM sides;";
        command.ExecuteNonQuery();
    }

    private void WriteFolder(SqliteTransaction transaction, FolderRecord folder) => _folder.Execute(
        transaction,
        (long)folder.Id,
        (long)folder.ParentId,
        folder.Name,
        (long)folder.Role,
        folder.ContainerClass,
        folder.IsHidden,
        (long)folder.Home,
        folder.RemoteName,
        (long)folder.Slot,
        (long?)folder.MailState?.UidValidity,
        (long?)folder.MailState?.UidNext,
        (long?)folder.MailState?.HighestModSeq,
        (long?)folder.MailState?.Messages,
        (long?)folder.MailState?.Unseen,
        folder.ItemState,
        (long)folder.Messages,
        (long)folder.Unread,
        (long)folder.ChangeNumber,
        folder.Created.UtcTicks,
        folder.Modified.UtcTicks,
        folder.Properties.ToArray());

    private void WriteJournal(SqliteTransaction transaction, JournalEntry entry) => _journal.Execute(
        transaction,
        entry.Key.ToByteArray(),
        (long)entry.Kind,
        (long)entry.Step,
        entry.Begun.UtcTicks,
        (long)entry.FolderId,
        (long)entry.ItemId,
        (long)entry.Uid,
        (long)entry.UidValidity,
        (long)entry.TargetId,
        entry.Name,
        entry.Properties.ToArray());

    private void WriteItem(SqliteTransaction transaction, ItemRecord item) => _item.Execute(
        transaction,
        (long)item.FolderId,
        (long)item.Id,
        (long)item.Uid,
        item.Href,
        item.ETag,
        item.Instance,
        (long)item.Flags.System,
        string.Join(' ', item.Flags.Keywords),
        (long)item.ModSeq,
        (long)item.ChangeNumber,
        (long)item.ReadChangeNumber,
        item.IsAssociated,
        item.Modified.UtcTicks,
        item.Summary.ToArray(),
        item.Side.ToArray(),
        item.IsSideInContent,
        item.ObjectId);
}
