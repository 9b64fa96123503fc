using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

[Collection(Stack.Collection)]
public sealed class ExtensionsTests(Stack stack)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData]
    [InlineData("MULTIAPPEND")]
    [InlineData("MULTIAPPEND", "LITERAL+")]
    public async Task Many_messages_are_appended_in_order(params string[] hidden)
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInWithoutAsync(user, hidden);
        var messages = Enumerable.Range(0, 250).Select(i => Message($"Subject: number {i}\r\n\r\nbody {i}\r\n", i % 2 == 0 ? MailFlags.Seen : MailFlags.None)).ToList();
        var locations = await store.AppendAsync("INBOX", messages, None);
        Assert.Equal(Enumerable.Range(1, 250).Select(i => (uint?)i), locations.Select(location => location?.Uid));
        var subjects = new List<string>();
        await foreach (var summary in store.FetchSummariesAsync("INBOX", locations[0]!.Value.UidValidity, UidSet.FromRanges([(1, 250)]), None))
        {
            Assert.Equal(summary.Uid % 2 == 1, summary.Flags.System.HasFlag(MailSystemFlags.Seen));
            subjects.Add(Encoding.ASCII.GetString(summary.Header.Span).Split("\r\n")[0]);
        }

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"Subject: number {i}"), subjects);
    }

    [Fact]
    public async Task Search_finds_by_header_body_and_their_combinations_beyond_ascii()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var locations = await store.AppendAsync(
            "INBOX",
            [
                Message("From: Ann <ann@example.test>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nplain\r\n"),
                Message("From: Bob <bob@example.test>\r\nSubject: quo\"te\r\nX-Mark: 1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSchöne Grüße\r\n"),
                Message("From: Ann <ann@example.test>\r\nSubject: last\r\n\r\nplain as well\r\n"),
            ],
            None);
        var validity = locations[0]!.Value.UidValidity;
        Assert.Equal("1", await FindAsync(new MailQuery.Header("Subject", "grüße")));
        Assert.Equal("1:2", await FindAsync(new MailQuery.Text("GRÜSSE".Replace("SS", "ß", StringComparison.Ordinal))));
        Assert.Equal("2", await FindAsync(new MailQuery.Body("schöne")));
        Assert.Equal("2", await FindAsync(new MailQuery.Header("X-Mark", "")));
        Assert.Equal("2", await FindAsync(new MailQuery.Header("Subject", "quo\"te")));
        Assert.Equal("3", await FindAsync(new MailQuery.All([new MailQuery.Header("From", "ann"), new MailQuery.Not(new MailQuery.Header("Subject", "grüße"))])));
        Assert.Equal("1:3", await FindAsync(new MailQuery.Any([new MailQuery.Header("From", "ann"), new MailQuery.Header("From", "bob"), new MailQuery.Any([])])));
        Assert.Equal("", await FindAsync(new MailQuery.Any([])));

        async Task<string> FindAsync(MailQuery query) => (await store.SearchAsync("INBOX", validity, query, None)).ToString();
    }

    [Fact]
    public async Task Quota_counts_what_is_stored()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var before = await store.GetQuotaAsync("INBOX", None);
        Assert.Equal(4L << 30, before!.LimitBytes);
        await store.AppendAsync("INBOX", [Message("Subject: large\r\n\r\n" + new string('x', 100_000) + "\r\n")], None);
        Assert.InRange((await store.GetQuotaAsync("INBOX", None))!.UsedBytes - before.UsedBytes, 98_000, 102_400);
    }

    [Fact]
    public async Task Rights_that_are_given_hold_and_can_be_taken_back()
    {
        var (owner, other) = (stack.NewUser(), stack.NewUser());
        await using var store = await stack.LogInAsync(owner);
        await store.CreateFolderAsync("given", None);
        Assert.True((await store.GetOwnRightsAsync("given", None)).HasFlag(MailRights.Administer | MailRights.Read | MailRights.Expunge));
        var given = new MailAccess(other.Address, MailRights.Lookup | MailRights.Read | MailRights.Expunge);
        await store.SetAccessAsync("given", given, None);
        Assert.Contains(given, await store.GetAccessAsync("given", None));

        await using var others = await stack.LogInAsync(other);
        var path = (await others.ListAsync(None)).Single(folder => folder.Namespace == MailNamespace.Shared && folder.Path.EndsWith("/given", StringComparison.Ordinal)).Path;
        Assert.Equal(given.Rights, await others.GetOwnRightsAsync(path, None));
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(() => others.GetAccessAsync(path, None))).Error);

        await store.SetAccessAsync("given", given with { Rights = MailRights.None }, None);
        Assert.DoesNotContain(await store.GetAccessAsync("given", None), access => access.Identifier == other.Address);
    }

    [Fact]
    public async Task Order_and_conversations_are_the_servers()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var locations = await store.AppendAsync(
            "INBOX",
            [
                Message("Message-ID: <a@x>\r\nDate: Tue, 2 Jan 2024 00:00:00 +0000\r\nSubject: b\r\n\r\n"),
                Message("Message-ID: <b@x>\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nSubject: a\r\n\r\n"),
                Message("Message-ID: <c@x>\r\nReferences: <a@x>\r\nDate: Wed, 3 Jan 2024 00:00:00 +0000\r\nSubject: Re: b\r\n\r\n"),
            ],
            None);
        var validity = locations[0]!.Value.UidValidity;
        Assert.Equal([2u, 1u, 3u], await store.SortAsync("INBOX", validity, [new(MailSortField.Date)], new MailQuery.All([]), None));
        Assert.Equal([3u, 1u, 2u], await store.SortAsync("INBOX", validity, [new(MailSortField.Subject, Descending: true), new(MailSortField.Date, Descending: true)], new MailQuery.All([]), None));
        var threads = await store.ThreadAsync("INBOX", validity, new MailQuery.All([]), None);
        Assert.Contains(threads, thread => thread.Members.SequenceEqual([new(1, null), new(3, 1)]));
        Assert.Contains(threads, thread => thread.Members.SequenceEqual([new MailThreadMember(2, null)]));
    }

    [Fact]
    public async Task Annotations_come_back_as_they_were_set()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        Assert.Null(await store.GetMetadataAsync("INBOX", "/private/vendor/mapigate/x", None));
        foreach (var value in new[] { "plain", "Grün \"quoted\" \\ ()", "two\r\nlines" })
        {
            await store.SetMetadataAsync("INBOX", "/private/vendor/mapigate/x", value, None);
            Assert.Equal(value, await store.GetMetadataAsync("INBOX", "/private/vendor/mapigate/x", None));
        }

        await store.SetMetadataAsync("INBOX", "/private/vendor/mapigate/x", null, None);
        Assert.Null(await store.GetMetadataAsync("INBOX", "/private/vendor/mapigate/x", None));
    }

    [Fact]
    public async Task Name_of_the_content_stays_when_the_message_is_copied_and_moved()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        await store.CreateFolderAsync("other", None);
        var locations = await store.AppendAsync("INBOX", [Message("Subject: a\r\n\r\n"), Message("Subject: b\r\n\r\n")], None);
        var validity = locations[0]!.Value.UidValidity;
        var first = await IdAsync("INBOX", validity, 1);
        var second = await IdAsync("INBOX", validity, 2);
        Assert.NotNull(first);
        Assert.NotEqual(first, second);
        var copied = await store.CopyAsync("INBOX", validity, UidSet.Of(1), "other", None);
        Assert.Equal(first, await IdAsync("other", copied!.UidValidity, copied.Uids[1]));
        var moved = await store.MoveAsync("INBOX", validity, UidSet.Of(2), "other", None);
        Assert.Equal(second, await IdAsync("other", moved!.UidValidity, moved.Uids[2]));

        async Task<string?> IdAsync(string path, uint uidValidity, uint uid) =>
            (await store.FetchSummariesAsync(path, uidValidity, UidSet.Of(uid), None).SingleAsync()).ObjectId;
    }

    [Theory]
    [InlineData]
    [InlineData("NOTIFY")]
    public async Task All_folders_are_watched_at_once(params string[] hidden)
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInWithoutAsync(user, hidden);
        using var raw = RawSession.LogIn(stack, user);
        raw.Run("CREATE far");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        await UntilAsync(hint => hint.Path == "far");
        raw.Append("far", "Subject: x\r\n\r\n");
        await UntilAsync(hint => hint.Path == "far");
        raw.Run("SELECT far");
        raw.Run("STORE 1 +FLAGS (\\Seen)");
        await UntilAsync(hint => hint.Path == "far");
        raw.Append("INBOX", "Subject: x\r\n\r\n");
        await UntilAsync(hint => hint.Path == "INBOX");
        raw.Run("CREATE near");
        await UntilAsync(hint => hint is { Path: "near", ListChanged: true });

        async Task UntilAsync(Func<MailFolderHint, bool> isIt)
        {
            do
            {
                Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            }
            while (!isIt(watch.Current));
        }
    }

    private static MailToAppend Message(string text, MailFlags? flags = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new MailToAppend(new MemoryStream(bytes), bytes.Length, flags ?? MailFlags.None, null);
    }
}
