using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Microsoft.Data.Sqlite;

namespace Mapigate.Gateway.Store;

/// <summary>Rows of the state to records; the columns stand in the order of the statements in <see cref="SqliteMailboxState"/>.</summary>
internal static class RecordReader
{
    public static FolderRecord Folder(SqliteDataReader row) => new()
    {
        Id = (ulong)row.GetInt64(0),
        ParentId = (ulong)row.GetInt64(1),
        Name = row.GetString(2),
        Role = (SpecialFolder)row.GetByte(3),
        ContainerClass = Text(row, 4),
        IsHidden = row.GetBoolean(5),
        Home = (FolderHome)row.GetByte(6),
        RemoteName = Text(row, 7),
        Slot = (ushort)row.GetInt32(8),
        MailState = row.IsDBNull(9) ? null : new MailFolderState((uint)row.GetInt64(9), (uint)row.GetInt64(10), (ulong)row.GetInt64(11), row.GetInt32(12), row.GetInt32(13)),
        ItemState = Text(row, 14),
        Messages = row.GetInt32(15),
        Unread = row.GetInt32(16),
        ChangeNumber = (ulong)row.GetInt64(17),
        Created = Time(row, 18),
        Modified = Time(row, 19),
        Properties = (byte[])row[20],
    };

    public static ItemRecord Item(SqliteDataReader row, ulong folderId) => new()
    {
        FolderId = folderId,
        Id = (ulong)row.GetInt64(0),
        Uid = (uint)row.GetInt64(1),
        Href = Text(row, 2),
        ETag = Text(row, 3),
        Instance = Text(row, 4),
        Flags = Flags(row, 5),
        ModSeq = (ulong)row.GetInt64(7),
        ChangeNumber = (ulong)row.GetInt64(8),
        ReadChangeNumber = (ulong)row.GetInt64(9),
        IsAssociated = row.GetBoolean(10),
        Modified = Time(row, 11),
        Summary = (byte[])row[12],
        Side = (byte[])row[13],
        IsSideInContent = row.GetBoolean(14),
        ObjectId = Text(row, 15),
    };

    public static JournalEntry Journal(SqliteDataReader row) => new()
    {
        Key = new Guid((byte[])row[0]),
        Kind = (JournalKind)row.GetByte(1),
        Step = (JournalStep)row.GetByte(2),
        Begun = Time(row, 3),
        FolderId = (ulong)row.GetInt64(4),
        ItemId = (ulong)row.GetInt64(5),
        Uid = (uint)row.GetInt64(6),
        UidValidity = (uint)row.GetInt64(7),
        TargetId = (ulong)row.GetInt64(8),
        Name = Text(row, 9),
        Properties = (byte[])row[10],
    };

    private static MailFlags Flags(SqliteDataReader row, int column)
    {
        var system = (MailSystemFlags)row.GetInt32(column);
        var keywords = row.GetString(column + 1);
        return keywords.Length == 0 && system == MailSystemFlags.None ? MailFlags.None
            : keywords.Length == 0 && system == MailSystemFlags.Seen ? MailFlags.Seen
            : new MailFlags(system, keywords.Length == 0 ? [] : [.. keywords.Split(' ')]);
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
