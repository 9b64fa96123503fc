using System.Diagnostics;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;
using Xunit.Abstractions;

namespace Mapigate.Backends.Local.Tests.Maildir;

public sealed class LargeFolderTests(ITestOutputHelper output) : IDisposable
{
    private const int Messages = 50_000;

    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task Folder_in_which_nothing_changed_is_never_listed_again_not_even_by_the_next_process()
    {
        var store = await _local.MailAsync();
        var file = Path.Combine(_local.Folder, "message");
        await File.WriteAllTextAsync(file, "A: b\r\n\r\nc");
        var current = Path.Combine(_local.Maildir(), "cur");
        for (var i = 0; i < Messages; i++)
            Posix.TryLink(file, Path.Combine(current, $"1700000000.M{i:d6}P1.host,S=9,W=9:2,{(i % 3 == 0 ? "" : "S")}"));
        Directory.SetLastWriteTimeUtc(current, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var first = await TimeAsync("first look", () => store.GetChangesAsync("INBOX", null, UidSet.Empty, default));
        Assert.Equal(Messages, first.Flags.Count);
        Assert.Equal(Messages / 3 + 1, first.State.Unseen);
        await UntilSettledAsync(store, current);

        _local.Restart();
        store = await _local.MailAsync();
        var known = UidSet.From(first.Flags.Select(f => f.Uid));
        Assert.Equal(first.State, await TimeAsync("state", () => store.GetStateAsync("INBOX", default)));
        var none = await TimeAsync("changes", () => store.GetChangesAsync("INBOX", first.State, known, default));
        Assert.Empty(none.Flags);
        Assert.Contains(await store.ListAsync(default), folder => folder.State == first.State);
        var folder = _local.Server.Mailbox(_local.Server.Users.Find("alice@example.test")!).Mail.Open("INBOX");
        Assert.Equal(0, folder.Scans);

        var text = await TimeAsync("first message", () => LocalFixture.FetchAsync(store, "INBOX", 40_000));
        Assert.Equal("A: b\r\n\r\nc", text);
        Assert.Equal(0, folder.Scans);

        await TimeAsync("flag", () => store.StoreFlagsAsync("INBOX", first.State.UidValidity, UidSet.Of(7, 40_000), new MailFlags(MailSystemFlags.Flagged, []), MailFlags.None, default));
        var two = await TimeAsync("changes after flag", () => store.GetChangesAsync("INBOX", first.State, known, default));
        Assert.Equal([7u, 40_000u], two.Flags.Select(f => f.Uid));
        Assert.Equal(0, folder.Scans);
    }

    /// <summary>Time stamps are trusted when they are older than the file system's step; until then each look lists the files.</summary>
    private static async Task UntilSettledAsync(IMailStore store, string folder)
    {
        while (DateTime.UtcNow - new DirectoryInfo(folder).LastWriteTimeUtc < TimeSpan.FromSeconds(1))
            await Task.Delay(50);
        await store.GetStateAsync("INBOX", default);
    }

    private async Task<T> TimeAsync<T>(string what, Func<Task<T>> act)
    {
        var watch = Stopwatch.StartNew();
        var result = await act();
        output.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:f1} ms");
        return result;
    }
}
