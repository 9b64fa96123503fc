using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Tests.Maildir;

/// <summary>Dovecot and this store on the same tree at the same time.</summary>
public sealed class DovecotTests : IDisposable
{
    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task Dovecot_reads_what_was_stored_here()
    {
        var store = await _local.MailAsync();
        var date = new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var message = LocalFixture.Message("one");
        await LocalFixture.AppendAsync(store, "INBOX", message, new MailFlags(MailSystemFlags.Seen | MailSystemFlags.Answered, ["$Work", "Blue"]), date);
        var uid = await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("two"));
        var state = await store.GetStateAsync("INBOX", default);
        await store.StoreFlagsAsync("INBOX", state.UidValidity, UidSet.Of(uid), new MailFlags(MailSystemFlags.Flagged, ["Blue"]), MailFlags.None, default);

        using var dovecot = new Dovecot(_local.Maildir());
        var selected = dovecot.Run("SELECT INBOX");
        Assert.Contains(selected, line => line.Contains($"[UIDVALIDITY {state.UidValidity}]", StringComparison.Ordinal));
        Assert.Contains(selected, line => line.Contains("[UIDNEXT 3]", StringComparison.Ordinal));
        var fetched = dovecot.Run("UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE X-GUID)");
        Assert.Contains($"RFC822.SIZE {message.Length} ", fetched[0], StringComparison.Ordinal);
        Assert.Contains("UID 1 ", fetched[0], StringComparison.Ordinal);
        Assert.Contains("\"04-Mar-2025 05:06:07 +0000\"", fetched[0], StringComparison.Ordinal);
        Assert.Matches(@"FLAGS \(\\Answered \\Seen (\\Recent )?(\$Work Blue|Blue \$Work)\)", fetched[0]);
        Assert.Matches(@"FLAGS \(\\Flagged (\\Recent )?Blue\)", fetched[1]);
        await foreach (var summary in store.FetchSummariesAsync("INBOX", state.UidValidity, UidSet.Of(1), default))
            Assert.Contains($"X-GUID {summary.ObjectId})", fetched[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Dovecot_stores_and_changes_is_seen_here()
    {
        var store = await _local.MailAsync();
        var state = await store.GetStateAsync("INBOX", default);
        using var dovecot = new Dovecot(_local.Maildir());
        dovecot.Run("SELECT INBOX");
        var answer = dovecot.Append("INBOX", @"\Seen Blue", "Subject: from dovecot\r\n\r\nhello\r\n")[^1];
        Assert.Contains($"[APPENDUID {state.UidValidity} 1]", answer, StringComparison.Ordinal);

        var changes = await store.GetChangesAsync("INBOX", state, UidSet.Empty, default);
        Assert.False(changes.IsReset);
        Assert.Equal(new MailFlags(MailSystemFlags.Seen, ["Blue"]), Assert.Single(changes.Flags).Flags);
        Assert.Equal("Subject: from dovecot\r\n\r\nhello\r\n", await LocalFixture.FetchAsync(store, "INBOX", 1));

        dovecot.Run(@"STORE 1 FLAGS (\Answered Red)");
        var next = await store.GetChangesAsync("INBOX", changes.State, UidSet.Of(1), default);
        Assert.Equal(new MailFlags(MailSystemFlags.Answered, ["Red"]), Assert.Single(next.Flags).Flags);
        Assert.True(next.State.HighestModSeq > changes.State.HighestModSeq);

        dovecot.Run(@"STORE 1 +FLAGS (\Deleted)");
        dovecot.Run("EXPUNGE");
        var last = await store.GetChangesAsync("INBOX", next.State, UidSet.Of(1), default);
        Assert.Equal(UidSet.Of(1).ToString(), last.Vanished.ToString());
        Assert.Equal(0, last.State.Messages);
        Assert.Equal(2u, last.State.UidNext);
    }

    [Fact]
    public async Task Both_number_in_turn_and_agree()
    {
        var store = await _local.MailAsync();
        using var dovecot = new Dovecot(_local.Maildir());
        dovecot.Run("SELECT INBOX");
        for (uint uid = 1; uid <= 20; uid += 2)
        {
            Assert.Equal(uid, await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message($"here {uid}"), new MailFlags(MailSystemFlags.None, [$"k{uid}"])));
            Assert.Contains($" {uid + 1}]", dovecot.Append("INBOX", $"d{uid}", $"Subject: there {uid + 1}\r\n\r\n")[^1], StringComparison.Ordinal);
        }

        var changes = await store.GetChangesAsync("INBOX", null, UidSet.Empty, default);
        foreach (var message in changes.Flags)
        {
            var line = dovecot.Run($"UID FETCH {message.Uid} (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
            Assert.Contains(Assert.Single(message.Flags.Keywords), string.Concat(line), StringComparison.Ordinal);
            Assert.StartsWith(line[1], (await LocalFixture.FetchAsync(store, "INBOX", message.Uid)).Split("\r\n").Single(l => l.StartsWith("Subject", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        Assert.Equal(20, changes.Flags.Count);
    }

    [Fact]
    public async Task Folders_made_by_either_have_the_same_names_and_subscriptions()
    {
        string[] names = ["v1.2/größer & kleiner", "~home/~here", "back\\slash", "INBOX/below", "日本語"];
        var store = await _local.MailAsync();
        foreach (var name in names[..3])
            await store.CreateFolderAsync(name, default);
        using var dovecot = new Dovecot(_local.Maildir());
        var there = dovecot.Run("LSUB \"\" *");
        foreach (var name in (string[])["v1.2/gr&APYA3w-er &- kleiner", "~home/~here", @"back\\slash"])
            Assert.Contains(there, line => line.Contains(name, StringComparison.Ordinal));

        dovecot.Run("CREATE INBOX/below");
        dovecot.Run("CREATE &ZeVnLIqe-");
        dovecot.Run("SUBSCRIBE &ZeVnLIqe-");
        var folders = await store.ListAsync(default);
        Assert.Superset(names.ToHashSet(), folders.Where(f => f.CanHoldMessages).Select(f => f.Path).ToHashSet());
        Assert.True(folders.Single(f => f.Path == names[4]).IsSubscribed);
        Assert.False(folders.Single(f => f.Path == names[3]).IsSubscribed);
        Assert.False(folders.Single(f => f.Path == "~home").CanHoldMessages);
    }

    [Fact]
    public async Task Moved_and_copied_messages_keep_what_names_their_content()
    {
        var store = await _local.MailAsync();
        var uid = await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message("moved"), new MailFlags(MailSystemFlags.Flagged, ["Blue"]));
        var validity = (await store.GetStateAsync("INBOX", default)).UidValidity;
        var copied = await store.CopyAsync("INBOX", validity, UidSet.Of(uid), "INBOX", default);
        var moved = await store.MoveAsync("INBOX", validity, UidSet.Of(uid, copied!.Uids[uid]), "Sent", default);
        Assert.Equal(2, moved!.Uids.Count);

        using var dovecot = new Dovecot(_local.Maildir());
        dovecot.Run("SELECT Sent");
        var fetched = dovecot.Run("UID FETCH 1:* (UID FLAGS X-GUID)").Where(line => line.StartsWith('*')).ToList();
        Assert.Equal(2, fetched.Count);
        var guids = fetched.Select(line => line[line.IndexOf("X-GUID", StringComparison.Ordinal)..].TrimEnd(')').Split(' ')[1]).Distinct().ToList();
        Assert.Single(guids);
        Assert.All(fetched, line => Assert.Matches(@"\\Flagged (\\Recent )?Blue", line));
        await foreach (var summary in store.FetchSummariesAsync("Sent", moved.UidValidity, UidSet.Of(1, 2), default))
            Assert.Equal(guids[0], summary.ObjectId);
    }

    [Fact]
    public async Task Both_write_at_once_and_agree_in_the_end()
    {
        const int Rounds = 60;
        var store = await _local.MailAsync();
        var state = await store.GetStateAsync("INBOX", default);
        using var dovecot = new Dovecot(_local.Maildir());
        dovecot.Run("SELECT INBOX");
        var there = Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                dovecot.Append("INBOX", $"there{i % 3}", $"Subject: there {i}\r\n\r\n");
                dovecot.Run(@$"STORE 1:* {(i % 2 == 0 ? "+" : "-")}FLAGS.SILENT (\Flagged)");
                if (i % 10 == 9)
                {
                    dovecot.Run(@"STORE 1 +FLAGS.SILENT (\Deleted)");
                    dovecot.Run("EXPUNGE");
                }
            }
        });
        var mirror = new Dictionary<uint, MailFlags>();
        var seen = (MailFolderState?)null;
        for (var i = 0; !there.IsCompleted || i < Rounds; i++)
        {
            if (i < Rounds)
                await LocalFixture.AppendAsync(store, "INBOX", LocalFixture.Message($"here {i}"), new MailFlags(MailSystemFlags.None, [$"here{i % 3}"]));
            var changes = await store.GetChangesAsync("INBOX", seen, UidSet.From(mirror.Keys), default);
            Follow(changes);
            if (mirror.Count > 0)
                await store.StoreFlagsAsync("INBOX", state.UidValidity, UidSet.From(mirror.Keys.Where(uid => uid % 2 == 0)), new MailFlags(i % 2 == 0 ? MailSystemFlags.Seen : MailSystemFlags.Answered, []), MailFlags.None, default);
            seen = changes.State;
        }

        await there;
        Follow(await store.GetChangesAsync("INBOX", seen, UidSet.From(mirror.Keys), default));
        dovecot.Run("NOOP");
        var told = dovecot.Run("UID FETCH 1:* (UID FLAGS)").Where(line => line.Contains(" FETCH (UID ", StringComparison.Ordinal)).Select(Read).ToDictionary(pair => pair.Uid, pair => pair.Flags);
        Assert.Equal((2 * Rounds) - (Rounds / 10), told.Count);
        Assert.Equal(told.Select(pair => (pair.Key, pair.Value)).Order(), mirror.Select(pair => (pair.Key, Text(pair.Value))).Order());

        void Follow(MailFolderChanges changes)
        {
            foreach (var uid in changes.Vanished)
                mirror.Remove(uid);
            foreach (var message in changes.Flags)
                mirror[message.Uid] = message.Flags;
        }

        static string Text(MailFlags flags) =>
            string.Join(' ', Enum.GetValues<MailSystemFlags>().Where(f => f != MailSystemFlags.None && flags.System.HasFlag(f)).Select(f => $@"\{f}").Concat(flags.Keywords).Order(StringComparer.Ordinal));

        static (uint Uid, string Flags) Read(string line)
        {
            var words = line.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Split(' ');
            return (uint.Parse(words[4]), string.Join(' ', words.Skip(6).Where(w => w != @"\Recent").Order(StringComparer.Ordinal)));
        }
    }
}
