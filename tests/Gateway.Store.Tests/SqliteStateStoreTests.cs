using Mapigate.Gateway.Core.Index;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Store.Tests;

public sealed class SqliteStateStoreTests : IDisposable
{
    private readonly List<string> _warnings = [];
    private readonly StateFolder _folder;

    public SqliteStateStoreTests() => _folder = new StateFolder(new WarningLogger(_warnings));

    [Fact]
    public void Folder_is_made_for_this_user_alone()
    {
        var path = Path.Combine(_folder.Path, "state");
        using (new SqliteStateStore(path, new WarningLogger(_warnings)).Open(StateFolder.Mailbox, StateFolder.New))
            Assert.True(Directory.Exists(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Mailboxes_have_files_of_their_own()
    {
        using var one = _folder.Open();
        using var other = _folder.Store.Open(Guid.NewGuid(), StateFolder.New);
        var batch = new StateBatch();
        batch.Folders.Add(StateFolder.Folder(5));
        one.Commit(batch);
        Assert.Single(one.LoadFolders());
        Assert.Empty(other.LoadFolders());
    }

    [Theory]
    [InlineData("This is no database at all, though it is long enough to hold a header of one hundred bytes, and then some more of it.")]
    [InlineData("SQLite format 3\0 and nothing sensible behind it; nothing sensible behind it; nothing sensible behind it; nothing at all.")]
    public void Unreadable_file_is_set_aside_and_begun_anew(string content)
    {
        File.WriteAllText(_folder.StateFile, content);
        using (var state = _folder.Open())
        {
            Assert.Equal(StateFolder.New, state.Head);
            var batch = new StateBatch();
            batch.Folders.Add(StateFolder.Folder(5));
            state.Commit(batch);
        }

        Assert.Equal(content, File.ReadAllText(_folder.StateFile + ".unreadable"));
        Assert.Single(_warnings);
        using var again = _folder.Open();
        Assert.Single(again.LoadFolders());
        Assert.Single(_warnings);
    }

    [Fact]
    public void State_of_another_version_is_set_aside_and_begun_anew()
    {
        WriteHead(1);
        Execute($"PRAGMA user_version = {Schema.Version + 1}");
        using var state = _folder.Open();
        Assert.Equal(StateFolder.New, state.Head);
        Assert.Single(_warnings);
        Assert.True(File.Exists(_folder.StateFile + ".unreadable"));
    }

    [Fact]
    public void State_without_head_is_set_aside_and_begun_anew()
    {
        WriteHead(1);
        Execute("DELETE FROM head");
        using var state = _folder.Open();
        Assert.Equal(StateFolder.New, state.Head);
        Assert.Single(_warnings);
    }

    [Fact]
    public void State_whose_tables_are_gone_is_set_aside_and_begun_anew()
    {
        WriteHead(1);
        Execute("DROP TABLE head");
        using var state = _folder.Open();
        Assert.Equal(StateFolder.New, state.Head);
        Assert.Single(_warnings);
    }

    [Fact]
    public void Write_ahead_log_of_a_file_that_was_set_aside_is_not_applied_to_the_new_one()
    {
        WriteHead(1);
        File.WriteAllText(_folder.StateFile, "no database any more, and long enough for a header of one hundred bytes, really long enough for it by now.");
        File.WriteAllBytes(_folder.StateFile + "-wal", new byte[4096]);
        using var state = _folder.Open();
        Assert.Empty(state.LoadFolders());
    }

    [Fact]
    public void Closed_state_holds_no_file_open()
    {
        using (var state = _folder.Open())
            _ = state.LoadFolders();
        if (!OperatingSystem.IsLinux())
            return;
        var open = Directory.GetFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget).Where(t => t?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
        Assert.Empty(open);
    }

    [Fact]
    public async Task Stores_may_be_opened_at_once()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _folder.Store.Open(Guid.NewGuid(), StateFolder.New))));
        foreach (var state in states)
            state.Dispose();
        Assert.Equal(8, Directory.GetFiles(_folder.Path, "*.sqlite").Length);
    }

    /// <summary>The numbers are part of files that outlive the process.</summary>
    [Fact]
    public void Stored_numbers_never_change()
    {
        Assert.Equal([0, 1, 2, 3], Enum.GetValues<FolderHome>().Select(h => (int)h));
        Assert.Equal(5, (int)SpecialFolder.Inbox);
        Assert.Equal(15, (int)SpecialFolder.Calendar);
        Assert.Equal(30, (int)SpecialFolder.Reminders);
        Assert.Equal(Enumerable.Range(0, 32), Enum.GetValues<SpecialFolder>().Select(f => (int)f));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteHead(uint generation)
    {
        using var state = _folder.Open();
        var batch = new StateBatch { Head = StateFolder.New with { Generation = generation } };
        batch.Folders.Add(StateFolder.Folder(5));
        state.Commit(batch);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.StateFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class WarningLogger(List<string> warnings) : ILogger<SqliteStateStore>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            warnings.Add(formatter(state, exception));
    }
}
