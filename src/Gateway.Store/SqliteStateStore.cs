using Mapigate.Gateway.Core.Index;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Store;

/// <summary>The state of each mailbox in a SQLite file of its own, named by the mailbox GUID.</summary>
/// <param name="folder">Where the files lie; made, for this user alone, when missing.</param>
/// <param name="logger">Log.</param>
public sealed partial class SqliteStateStore(string folder, ILogger<SqliteStateStore> logger) : IStateStore
{
    private const int UnknownTable = 1;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public IMailboxState Open(Guid mailboxGuid, MailboxHead whenNew)
    {
        SystemSqlite.Initialize();
        CreatePrivateFolder();
        var path = Path.Combine(folder, $"{mailboxGuid:D}.sqlite");
        try
        {
            return new SqliteMailboxState(path, whenNew);
        }
        catch (Exception fault) when (fault is SqliteException { SqliteErrorCode: UnknownTable or Corrupt or NotADatabase } or InvalidDataException)
        {
            // The state is a cache: what cannot be read is read anew from the servers.
            var aside = $"{path}.unreadable";
            Log.SetAside(logger, path, aside, fault);
            File.Move(path, aside, overwrite: true);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            return new SqliteMailboxState(path, whenNew);
        }
    }

    private void CreatePrivateFolder()
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static partial class Log
    {
        [LoggerMessage(4000, LogLevel.Warning, "The state file {Path} cannot be read; it was moved to {Aside} and is begun anew from the servers")]
        public static partial void SetAside(ILogger logger, string path, string aside, Exception fault);
    }
}
