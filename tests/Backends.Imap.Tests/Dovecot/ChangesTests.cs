using Mapigate.Backends.Mail;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

[Collection(Stack.Collection)]
public sealed class ChangesTests(Stack stack)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string[]> Hidden => new([], ["QRESYNC"], ["QRESYNC", "CONDSTORE"], ["QRESYNC", "CONDSTORE", "ESEARCH"], ["QRESYNC", "ESEARCH"]);

    /// <summary>A mirror that only follows the changes stays the same as what another client sees, whatever that client does meanwhile.</summary>
    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task Mirror_never_loses_a_change(string[] hidden)
    {
        var user = stack.NewUser();
        using var raw = RawSession.LogIn(stack, user, "INBOX");
        await using var store = await stack.LogInWithoutAsync(user, hidden);
        var mirror = new Mirror(store, "INBOX");
        await mirror.LookAsync();
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await mirror.LookAsync();
                // Another folder in between, so that both ways of asking are taken.
                await store.GetChangesAsync("Sent", null, UidSet.Empty, None);
                await mirror.LookAsync();
            }
        });

        var random = new Random(hidden.Length);
        for (var i = 0; i < 150; i++)
        {
            var uids = raw.Flags().Keys.ToList();
            var uid = uids.Count > 0 ? uids[random.Next(uids.Count)] : 0;
            switch (random.Next(6))
            {
                case 0 or 1:
                    raw.Append("INBOX", $"Subject: {i}\r\n\r\n", random.Next(2) == 0 ? "\\Seen" : "");
                    break;
                case 2 when uid > 0:
                    raw.Run($"UID STORE {uid} +FLAGS (\\Flagged $k{random.Next(3)})");
                    break;
                case 3 when uid > 0:
                    raw.Run($"UID STORE {uid} FLAGS (\\Seen)");
                    break;
                case 4 when uid > 0:
                    raw.Run($"UID STORE {uid} +FLAGS (\\Deleted)");
                    raw.Run($"UID EXPUNGE {uid}");
                    break;
                case 5 when uid > 0:
                    raw.Run($"UID MOVE {uid} Trash");
                    break;
                default:
                    break;
            }
        }

        await stop.CancelAsync();
        await looking;
        await mirror.LookAsync();
        Assert.Equal(raw.Flags(), mirror.Flags);
        Assert.Equal(await store.GetStateAsync("INBOX", None), mirror.State);
        Assert.Equal(mirror.Flags.Count, mirror.State!.Messages);
    }

    [Fact]
    public async Task Unchanged_folder_has_an_equal_state_and_each_change_another()
    {
        var user = stack.NewUser();
        using var raw = RawSession.LogIn(stack, user, "INBOX");
        await using var store = await stack.LogInAsync(user);
        var states = new HashSet<MailFolderState>();
        void Change(string? command)
        {
            if (command is null)
                raw.Append("INBOX", "Subject: x\r\n\r\n");
            else
                raw.Run(command);
        }

        foreach (var command in new[] { null, null, "UID STORE 1 +FLAGS (\\Seen)", "UID STORE 1 +FLAGS ($x)", "UID STORE 1 -FLAGS (\\Seen)", "UID STORE 2 +FLAGS (\\Deleted)", "EXPUNGE" })
        {
            Change(command);
            var state = await store.GetStateAsync("INBOX", None);
            Assert.True(states.Add(state), command);
            Assert.Equal(state, await store.GetStateAsync("INBOX", None));
            // Also where the folder is the selected one.
            Assert.Equal(state, (await store.GetChangesAsync("INBOX", null, UidSet.Empty, None)).State);
            Assert.Equal(state, await store.GetStateAsync("INBOX", None));
        }
    }

    [Fact]
    public async Task Folder_made_anew_is_told_as_a_reset()
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInAsync(user);
        await store.CreateFolderAsync("f", None);
        await store.AppendAsync("f", "Subject: 1\r\n\r\n"u8.ToArray());
        var before = await store.GetChangesAsync("f", null, UidSet.Empty, None);
        using var raw = RawSession.LogIn(stack, user);
        raw.Run("DELETE f");
        raw.Run("CREATE f");
        raw.Append("f", "Subject: 2\r\n\r\n", "\\Flagged");
        var after = await store.GetChangesAsync("f", before.State, UidSet.Of(1), None);
        Assert.True(after.IsReset);
        Assert.NotEqual(before.State.UidValidity, after.State.UidValidity);
        Assert.Equal(MailSystemFlags.Flagged, Assert.Single(after.Flags).Flags.System);

        // A connection that still has it selected finds the new one too.
        raw.Run("DELETE f");
        raw.Run("CREATE f");
        raw.Append("f", "Subject: 3\r\n\r\n");
        var state = await store.GetStateAsync("f", None);
        Assert.Equal("Subject: 3\r\n\r\n"u8.ToArray(), await store.FetchAsync("f", new MailLocation(state.UidValidity, 1)));
    }

    [Fact]
    public async Task Watch_hints_when_mail_arrives_and_when_flags_change()
    {
        var user = stack.NewUser();
        using var raw = RawSession.LogIn(stack, user, "INBOX");
        await using var store = await stack.LogInAsync(user);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var watch = store.WatchAsync("INBOX", deadline.Token).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        var next = watch.MoveNextAsync();
        raw.Append("INBOX", "Subject: x\r\n\r\n");
        Assert.True(await next);
        next = watch.MoveNextAsync();
        raw.Run("UID STORE 1 +FLAGS (\\Flagged)");
        Assert.True(await next);
        Assert.Equal("INBOX", watch.Current.Path);
    }

    private sealed class Mirror(IMailStore store, string path)
    {
        public SortedDictionary<uint, string> Flags { get; } = [];

        public MailFolderState? State { get; private set; }

        public async Task LookAsync()
        {
            if (State is { HighestModSeq: > 0 } && await store.GetStateAsync(path, None) == State)
            {
                return;
            }

            var changes = await store.GetChangesAsync(path, State, UidSet.From(Flags.Keys), None);
            Assert.Equal(State is null, changes.IsReset);
            foreach (var uid in changes.Vanished)
            {
                Assert.True(Flags.Remove(uid));
            }

            foreach (var message in changes.Flags)
            {
                Flags[message.Uid] = RawSession.Sorted(string.Join(' ', Words(message.Flags.System).Concat(message.Flags.Keywords)));
            }

            State = changes.State;
        }

        private static IEnumerable<string> Words(MailSystemFlags flags) =>
            Enum.GetValues<MailSystemFlags>().Where(flag => flag != 0 && flags.HasFlag(flag)).Select(flag => "\\" + flag);
    }
}
