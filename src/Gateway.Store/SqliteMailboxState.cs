using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;
using Microsoft.Data.Sqlite;

namespace Mapigate.Gateway.Store;

/// <summary>One mailbox's state in one SQLite file, write-ahead logged: readers and the one writer do not wait for each other.</summary>
internal sealed class SqliteMailboxState : IMailboxState
{
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SqliteBatchWriter _batches;

    public SqliteMailboxState(string path, MailboxHead whenNew)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = true }.ToString();
        _writer = OpenConnection();
        try
        {
            Prepare(whenNew);
            Head = ReadHead();
            _batches = new SqliteBatchWriter(_writer);
        }
        catch
        {
            Close();
            throw;
        }
    }

    public MailboxHead Head { get; private set; }

    public IReadOnlyList<FolderRecord> LoadFolders() => Read(
        "SELECT id, parent, name, role, class, hidden, home, remote, slot, uid_validity, uid_next, mod_seq, server_messages, server_unseen, item_state, messages, unread, change, created, modified, properties FROM folders",
        null,
        RecordReader.Folder);

    public IReadOnlyList<ItemRecord> LoadItems(ulong folderId) => Read(
        "SELECT id, uid, href, etag, instance, flags, keywords, mod_seq, change, read_change, associated, modified, summary, side, side_in_content, object FROM items WHERE folder = $key ORDER BY id",
        folderId,
        row => RecordReader.Item(row, folderId));

    public byte[]? LoadObject(ulong itemId) => Read("SELECT content FROM objects WHERE id = $key", itemId, static row => (byte[])row[0]).FirstOrDefault();

    public IReadOnlyList<NamedPropertyRecord> LoadNamedProperties() => Read(
        "SELECT id, guid, lid, text FROM names ORDER BY id",
        null,
        static row => new NamedPropertyRecord((ushort)row.GetInt32(0), new PropertyName(new Guid((byte[])row[1]), (uint)row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3))));

    public IReadOnlyList<JournalEntry> LoadJournal() => Read(
        "SELECT key, kind, step, begun, folder, item, uid, uid_validity, target, name, properties FROM journal", null, RecordReader.Journal);

    public IReadOnlyList<SideRecord> LoadSides(string prefix)
    {
        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = prefix.Length == 0 ? "SELECT key, content FROM sides" : "SELECT key, content FROM sides WHERE key >= $from AND key < $until";
        if (prefix.Length > 0)
        {
            command.Parameters.AddWithValue("$from", prefix);
            command.Parameters.AddWithValue("$until", SideKeys.After(prefix));
        }

        using var reader = command.ExecuteReader();
        var records = new List<SideRecord>();
        while (reader.Read())
            records.Add(new SideRecord(reader.GetString(0), (byte[])reader[1]));
        return records;
    }

    public void Commit(StateBatch batch)
    {
        _batches.Write(batch);
        Head = batch.Head ?? Head;
    }

    public void Dispose()
    {
        _batches.Dispose();
        Close();
    }

    /// <summary>The pool would keep the file open for minutes.</summary>
    private void Close()
    {
        SqliteConnection.ClearPool(_writer);
        _writer.Dispose();
    }

    private List<T> Read<T>(string sql, ulong? key, Func<SqliteDataReader, T> read)
    {
        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (key is not null)
            command.Parameters.AddWithValue("$key", (long)key.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private void Prepare(MailboxHead whenNew)
    {
        // An item takes about a kilobyte: in pages of 4 KB every other one would spill over into a page of its own, and a folder would take twice as long to read.
        // NORMAL may lose the last commits at a power cut, never the file's integrity: what is lost is read again from the servers.
        Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        using var version = _writer.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        var found = (long)version.ExecuteScalar()!;
        if (found == Schema.Version)
            return;
        if (found != 0)
            throw new InvalidDataException($"The state has version {found}, this gateway writes {Schema.Version}");
        using var transaction = _writer.BeginTransaction();
        Execute(Schema.Create);
        Execute($"INSERT INTO head VALUES (1, {whenNew.Generation}, {whenNew.NextSlot}, {(long)whenNew.NextDrawn}, {(long)whenNew.LastChange}, {(long)whenNew.Sequence}, {(long)whenNew.Mirrored}); PRAGMA user_version = {Schema.Version};");
        transaction.Commit();
    }

    private MailboxHead ReadHead()
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "SELECT generation, next_slot, next_drawn, last_change, sequence, mirrored FROM head";
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new MailboxHead((uint)reader.GetInt64(0), (ushort)reader.GetInt32(1), (ulong)reader.GetInt64(2), (ulong)reader.GetInt64(3), (ulong)reader.GetInt64(4), (ulong)reader.GetInt64(5))
            : throw new InvalidDataException("The state has no head");
    }

    private void Execute(string sql)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
