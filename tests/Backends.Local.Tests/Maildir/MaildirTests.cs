using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Tests.Maildir;

public sealed class MaildirTests : IDisposable
{
    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task First_use_makes_the_folders_with_roles_and_later_uses_leave_them_alone()
    {
        var store = await _local.MailAsync();
        Assert.Equal(
            [("INBOX", MailFolderUse.Inbox), ("Drafts", MailFolderUse.Drafts), ("Junk", MailFolderUse.Junk), ("Sent", MailFolderUse.Sent), ("Trash", MailFolderUse.Trash)],
            (await store.ListAsync(default)).Select(f => (f.Path, f.Use)));
        Assert.All(await store.ListAsync(default), f => Assert.True(f.IsSubscribed));
        await store.DeleteFolderAsync("Junk", default);
        _local.Restart();
        Assert.DoesNotContain(await (await _local.MailAsync()).ListAsync(default), f => f.Path == "Junk");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("../../bob@example.test/Maildir")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("\ud800")]
    [InlineData("cur")]
    [InlineData("...")]
    [InlineData("\\2e\\2e")]
    [InlineData("~")]
    [InlineData("&")]
    [InlineData("INBOX/../x")]
    public async Task Name_is_refused_or_stays_within_the_mailbox(string name)
    {
        var store = await _local.MailAsync();
        await _local.MailAsync("bob");
        var outside = Outside();
        try
        {
            await store.CreateFolderAsync(name, default);
            Assert.Contains(await store.ListAsync(default), f => f.Path == name && f.CanHoldMessages);
            await LocalFixture.AppendAsync(store, name, LocalFixture.Message("x"));
            await store.DeleteFolderAsync(name, default);
        }
        catch (BackendException e) when (e.Error == BackendError.Refused)
        {
            await Assert.ThrowsAsync<BackendException>(() => LocalFixture.AppendAsync(store, name, LocalFixture.Message("x")));
        }

        Assert.Equal(outside, Outside());
    }

    [Fact]
    public async Task Name_that_is_too_long_or_too_deep_is_refused()
    {
        var store = await _local.MailAsync();
        foreach (var name in (string[])[new string('x', 300), new string('ü', 120), string.Join('/', Enumerable.Repeat("a", 100))])
            Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => store.CreateFolderAsync(name, default))).Error);
    }

    [Fact]
    public async Task Renaming_takes_along_what_lies_below_and_what_was_subscribed_to()
    {
        var store = await _local.MailAsync();
        await store.CreateFolderAsync("A", default);
        await store.CreateFolderAsync("A/B.c", default);
        await store.CreateFolderAsync("AB", default);
        await LocalFixture.AppendAsync(store, "A/B.c", LocalFixture.Message("below"));
        var state = await store.GetStateAsync("A/B.c", default);
        await store.RenameFolderAsync("A", "Z/Y", default);
        Assert.Equal(state, await store.GetStateAsync("Z/Y/B.c", default));
        var folders = await store.ListAsync(default);
        Assert.True(folders.Single(f => f.Path == "Z/Y/B.c").IsSubscribed);
        Assert.Contains(folders, f => f.Path == "AB");
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => store.GetStateAsync("A", default))).Error);
        Assert.Equal(BackendError.AlreadyExists, (await Assert.ThrowsAsync<BackendException>(() => store.RenameFolderAsync("Z/Y", "Sent", default))).Error);
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => store.RenameFolderAsync("Z/Y", "Z/Y/X", default))).Error);
    }

    [Fact]
    public async Task Folder_made_again_has_another_UIDVALIDITY()
    {
        var store = await _local.MailAsync();
        var seen = new HashSet<uint>();
        for (var i = 0; i < 5; i++)
        {
            await store.CreateFolderAsync("again", default);
            await LocalFixture.AppendAsync(store, "again", LocalFixture.Message("x"));
            Assert.True(seen.Add((await store.GetStateAsync("again", default)).UidValidity));
            await store.DeleteFolderAsync("again", default);
            if (i == 2)
            {
                _local.Restart();
                store = await _local.MailAsync();
            }
        }
    }

    [Fact]
    public async Task UIDs_outlive_the_process_and_the_last_message()
    {
        var store = await _local.MailAsync();
        var uid = await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("gone"));
        var state = await store.GetStateAsync("INBOX", default);
        await store.ExpungeAsync("INBOX", state.UidValidity, UidSet.Of(uid), default);
        _local.Restart();
        store = await _local.MailAsync();
        Assert.Equal(uid + 1, await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("next")));
    }

    [Fact]
    public async Task Lost_journal_costs_one_look_and_no_change()
    {
        var store = await _local.MailAsync();
        await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("one"), MailFlags.Seen);
        await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("two"));
        var before = await store.GetChangesAsync("INBOX", null, UidSet.Empty, default);
        var journal = Path.Combine(_local.Maildir(), "mapigate-modseq");
        foreach (var damage in (Action[])[() => File.Delete(journal), () => File.WriteAllBytes(journal, File.ReadAllBytes(journal)[..^5]), () => File.WriteAllText(journal, "m 1 x\ns 1 2 3\n")])
        {
            damage();
            _local.Restart();
            store = await _local.MailAsync();
            var after = await store.GetChangesAsync("INBOX", before.State, before.State.Messages == 2 ? UidSet.Of(1, 2) : UidSet.Empty, default);
            Assert.False(after.IsReset);
            Assert.True(after.Vanished.IsEmpty);
            Assert.True(after.State.HighestModSeq > before.State.HighestModSeq);
            Assert.Equal(before.Flags.Select(f => (f.Uid, f.Flags)), after.Flags.Select(f => (f.Uid, f.Flags)));
            before = after;
        }
    }

    [Fact]
    public async Task Files_that_others_drop_or_name_oddly_are_messages_once()
    {
        var store = await _local.MailAsync();
        var state = await store.GetStateAsync("INBOX", default);
        var text = "Subject: dropped\n\nbare line ends\n";
        File.WriteAllText(Path.Combine(_local.Maildir(), "new", "1.plain"), text);
        File.WriteAllText(Path.Combine(_local.Maildir(), "cur", "2.without-flags"), text);
        File.WriteAllText(Path.Combine(_local.Maildir(), "cur", "3.disordered:2,TSF"), text);
        File.WriteAllText(Path.Combine(_local.Maildir(), "cur", ".hidden"), text);
        var changes = await store.GetChangesAsync("INBOX", state, UidSet.Empty, default);
        Assert.Equal([MailFlags.None, MailFlags.None, new MailFlags(MailSystemFlags.Seen | MailSystemFlags.Flagged | MailSystemFlags.Deleted, [])], changes.Flags.Select(f => f.Flags));
        foreach (var message in changes.Flags)
            Assert.Equal(text.ReplaceLineEndings("\r\n"), await LocalFixture.FetchAsync(store, "INBOX", message.Uid));
        Assert.Empty((await store.GetChangesAsync("INBOX", changes.State, UidSet.Of(1, 2, 3), default)).Flags);
        await foreach (var summary in store.FetchSummariesAsync("INBOX", state.UidValidity, UidSet.Of(1), default))
        {
            Assert.Equal(text.ReplaceLineEndings("\r\n").Length, summary.Size);
            Assert.Equal("Subject: dropped\r\n\r\n", Encoding.ASCII.GetString(summary.Header.Span));
        }
    }

    [Fact]
    public async Task Watch_tells_of_changes_by_anybody_and_ends_with_the_folder()
    {
        var store = await _local.MailAsync();
        await store.CreateFolderAsync("watched", default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var hints = store.WatchAsync("watched", patience.Token).GetAsyncEnumerator(patience.Token);
        var next = hints.MoveNextAsync().AsTask();
        foreach (var change in (Func<Task>[])
        [
            () => LocalFixture.AppendAsync(store, "watched", LocalFixture.Message("own")),
            () => File.WriteAllTextAsync(Path.Combine(_local.Maildir(), ".watched", "new", "1.other"), "Subject: x\n\n"),
            () => Task.Run(() => File.Delete(Path.Combine(_local.Maildir(), ".watched", "new", "1.other"))),
        ])
        {
            // Hints of earlier changes may still come.
            var before = await store.GetStateAsync("watched", default);
            await change();
            do
            {
                Assert.True(await next);
                next = hints.MoveNextAsync().AsTask();
            }
            while (await store.GetStateAsync("watched", default) == before);
        }

        await store.DeleteFolderAsync("watched", default);
        await Assert.ThrowsAsync<BackendException>(async () =>
        {
            while (await next)
                next = hints.MoveNextAsync().AsTask();
        });
    }

    [Fact]
    public async Task Search_finds_decoded_headers_and_decoded_text()
    {
        var store = await _local.MailAsync();
        var encoded = "Subject: =?utf-8?B?w5xiZXJzY2hyaWZ0?=\r\nX-Flag: yes\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String("<p>Größe</p>"u8) + "\r\n";
        await LocalFixture.AppendAsync(store, "INBOX", Encoding.ASCII.GetBytes(encoded));
        await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("plain", "nothing here\r\n"));
        async Task<string> Find(MailQuery query) => (await store.SearchAsync("INBOX", (await store.GetStateAsync("INBOX", default)).UidValidity, query, default)).ToString();
        Assert.Equal("1", await Find(new MailQuery.Header("Subject", "überSCHRIFT")));
        Assert.Equal("1", await Find(new MailQuery.Header("X-Flag", "")));
        Assert.Equal("1", await Find(new MailQuery.Body("GRÖSSE".Replace("SS", "ß", StringComparison.Ordinal))));
        Assert.Equal("2", await Find(new MailQuery.Not(new MailQuery.Text("größe"))));
        Assert.Equal("1:2", await Find(new MailQuery.Any([new MailQuery.Text("nothing"), new MailQuery.Header("X-Flag", "y")])));
        Assert.Equal("", await Find(new MailQuery.All([new MailQuery.Text("nothing"), new MailQuery.Header("X-Flag", "y")])));
    }

    [Fact]
    public async Task Twenty_seventh_keyword_takes_the_letter_of_one_that_no_message_has()
    {
        var store = await _local.MailAsync();
        var uid = await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("x"));
        var validity = (await store.GetStateAsync("INBOX", default)).UidValidity;
        for (var i = 0; i < 40; i++)
        {
            var flags = await store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uid), new MailFlags(MailSystemFlags.None, [$"k{i}"]), i > 0 ? new MailFlags(MailSystemFlags.None, [$"k{i - 1}"]) : MailFlags.None, default);
            Assert.Equal($"k{i}", Assert.Single(flags.Single().Flags.Keywords));
        }
    }

    [Fact]
    public async Task Message_that_is_not_as_long_as_told_leaves_nothing()
    {
        var store = await _local.MailAsync();
        foreach (var length in (long[])[5, 50])
            await Assert.ThrowsAsync<BackendException>(() => store.AppendAsync("INBOX", new MemoryStream(new byte[20]), length, MailFlags.None, null, default));
        Assert.Equal(0, (await store.GetStateAsync("INBOX", default)).Messages);
        Assert.Empty(Directory.GetFiles(Path.Combine(_local.Maildir(), "tmp")));
    }

    private string[] Outside() => [.. Directory.EnumerateFileSystemEntries(_local.Folder, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(_local.Maildir(), StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
