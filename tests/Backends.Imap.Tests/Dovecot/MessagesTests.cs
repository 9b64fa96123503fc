using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

[Collection(Stack.Collection)]
public sealed class MessagesTests(Stack stack, ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Appended_message_is_summarized_and_fetched_as_it_was()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var content = "From: a@example.test\r\nSubject: one\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nbody\r\n"u8.ToArray();
        var date = new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.FromHours(2));
        var location = await store.AppendAsync("INBOX", new MemoryStream(content), content.Length, new MailFlags(MailSystemFlags.Seen, ["$Forwarded"]), date, None);
        var changes = await store.GetChangesAsync("INBOX", null, UidSet.Empty, None);
        Assert.True(changes.IsReset);
        Assert.Equal(new MailLocation(changes.State.UidValidity, changes.Flags.Single().Uid), location);

        var summary = Assert.Single(await store.FetchSummariesAsync("INBOX", location!.Value.UidValidity, UidSet.Of(location.Value.Uid), None).ToListAsync());
        Assert.Equal(new MailFlags(MailSystemFlags.Seen, ["$Forwarded"]), summary.Flags);
        Assert.Equal(changes.Flags.Single().ModSeq, summary.ModSeq);
        Assert.Equal(date, summary.InternalDate);
        Assert.Equal(content.Length, summary.Size);
        Assert.Equal("text/plain", summary.Structure!.MediaType);
        Assert.Equal("From: a@example.test\r\nSubject: one\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", Encoding.ASCII.GetString(summary.Header.Span));
        Assert.Equal(content, await store.FetchAsync("INBOX", location.Value));
        Assert.Equal(MailSystemFlags.Seen, (await store.GetChangesAsync("INBOX", null, UidSet.Empty, None)).Flags.Single().Flags.System);
    }

    [Fact]
    public async Task Fetching_a_message_does_not_mark_it_as_read()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var location = await store.AppendAsync("INBOX", "Subject: x\r\n\r\nbody"u8.ToArray());
        var before = await store.GetStateAsync("INBOX", None);
        await store.FetchAsync("INBOX", location);
        await store.FetchSummariesAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), None).ToListAsync();
        Assert.Equal(before, await store.GetStateAsync("INBOX", None));
        Assert.Equal(1, before.Unseen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public async Task Message_of_any_length_comes_back_byte_by_byte(int length)
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        // CRLF only where there shall be one: this server makes all line ends CRLF.
        var random = new Random(length);
        var content = new byte[length];
        random.NextBytes(content);
        for (var i = 0; i < length; i++)
        {
            content[i] = content[i] is (byte)'\r' or (byte)'\n' or 0 ? (byte)'x' : content[i];
        }

        Assert.Equal(content, await store.FetchAsync("Drafts", await store.AppendAsync("Drafts", content)));
    }

    [Fact]
    public async Task Samples_are_summarized_with_their_structure_and_come_back_as_they_were()
    {
        var files = Corpus.Files("mail").Where(file => !Path.GetFileName(file).StartsWith("MailKit__Imap__", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            output.WriteLine("The collection of samples is absent.");
            return;
        }

        await using var store = await stack.LogInAsync(stack.NewUser());
        await store.CreateFolderAsync("samples", None);
        var stored = new Dictionary<uint, byte[]>();
        uint uidValidity = 0;
        foreach (var file in files)
        {
            // As this server keeps them: lines end with CRLF, and NUL has no place in a message.
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
            var content = Encoding.Latin1.GetBytes(text.Replace('\0', '\u0080'));
            var location = await store.AppendAsync("samples", content);
            stored[location.Uid] = content;
            uidValidity = location.UidValidity;
        }

        var summaries = await store.FetchSummariesAsync("samples", uidValidity, UidSet.From(stored.Keys), None).ToListAsync();
        Assert.Equal(stored.Keys.Order(), summaries.Select(summary => summary.Uid).Order());
        foreach (var summary in summaries)
        {
            Assert.Equal(stored[summary.Uid].Length, summary.Size);
            Assert.NotNull(summary.Structure);
            Assert.Equal(stored[summary.Uid], await store.FetchAsync("samples", new MailLocation(uidValidity, summary.Uid)));
        }

        output.WriteLine($"{summaries.Count} messages, {summaries.Sum(summary => Count(summary.Structure!))} parts");

        static int Count(MailPart part) => 1 + part.Parts.Sum(Count);
    }

    [Fact]
    public async Task Flags_are_added_and_removed_and_told_as_they_are_then()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        var one = await store.AppendAsync("INBOX", "Subject: 1\r\n\r\n"u8.ToArray());
        var two = await store.AppendAsync("INBOX", "Subject: 2\r\n\r\n"u8.ToArray());
        var both = UidSet.Of(one.Uid, two.Uid, 4_000);
        var first = await store.StoreFlagsAsync("INBOX", one.UidValidity, both, new MailFlags(MailSystemFlags.Seen | MailSystemFlags.Flagged, ["$Label1"]), MailFlags.None, None);
        Assert.Equal([one.Uid, two.Uid], first.Select(message => message.Uid).Order());
        Assert.All(first, message => Assert.Equal(new MailFlags(MailSystemFlags.Seen | MailSystemFlags.Flagged, ["$Label1"]), message.Flags));
        var second = await store.StoreFlagsAsync("INBOX", one.UidValidity, UidSet.Of(one.Uid), MailFlags.Seen, new MailFlags(MailSystemFlags.Flagged, ["$label1"]), None);
        Assert.Equal(MailFlags.Seen, Assert.Single(second).Flags);
        Assert.True(second[0].ModSeq > first[0].ModSeq);
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(
            () => store.StoreFlagsAsync("INBOX", one.UidValidity, both, new MailFlags(MailSystemFlags.None, ["two words"]), MailFlags.None, None))).Error);
    }

    [Theory]
    [InlineData]
    [InlineData("MOVE")]
    public async Task Copied_and_moved_messages_are_found_where_the_server_says(params string[] hidden)
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInWithoutAsync(user, hidden);
        var one = await store.AppendAsync("INBOX", "Subject: 1\r\n\r\n"u8.ToArray());
        var two = await store.AppendAsync("INBOX", "Subject: 2\r\n\r\n"u8.ToArray());
        var three = await store.AppendAsync("INBOX", "Subject: 3\r\n\r\n"u8.ToArray());
        var copied = (await store.CopyAsync("INBOX", one.UidValidity, UidSet.Of(one.Uid), "Archive", None))!;
        Assert.Equal("Subject: 1\r\n\r\n"u8.ToArray(), await store.FetchAsync("Archive", new MailLocation(copied.UidValidity, copied.Uids[one.Uid])));
        var moved = (await store.MoveAsync("INBOX", one.UidValidity, UidSet.Of(one.Uid, three.Uid, 999), "Archive", None))!;
        Assert.Equal([one.Uid, three.Uid], moved.Uids.Keys.Order());
        Assert.Equal("Subject: 3\r\n\r\n"u8.ToArray(), await store.FetchAsync("Archive", new MailLocation(moved.UidValidity, moved.Uids[three.Uid])));
        Assert.Equal([two.Uid], (await store.GetChangesAsync("INBOX", null, UidSet.Empty, None)).Flags.Select(message => message.Uid));
        Assert.Empty((await store.MoveAsync("INBOX", one.UidValidity, UidSet.Of(one.Uid), "Archive", None))!.Uids);
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => store.MoveAsync("INBOX", one.UidValidity, UidSet.Of(two.Uid), "gone", None))).Error);
    }

    [Fact]
    public async Task Expunge_takes_no_message_that_somebody_else_has_marked()
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInAsync(user);
        var one = await store.AppendAsync("INBOX", "Subject: 1\r\n\r\n"u8.ToArray());
        var two = await store.AppendAsync("INBOX", "Subject: 2\r\n\r\n"u8.ToArray());
        using var raw = RawSession.LogIn(stack, user, "INBOX");
        raw.Run($"UID STORE {two.Uid} +FLAGS (\\Deleted)");
        await store.ExpungeAsync("INBOX", one.UidValidity, UidSet.Of(one.Uid), None);
        Assert.Equal([two.Uid], raw.Flags().Keys);
    }

    [Fact]
    public async Task Scattered_set_longer_than_a_command_line_is_served()
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInAsync(user);
        using (var raw = RawSession.LogIn(stack, user, "INBOX"))
        {
            for (var i = 0; i < 75; i++)
            {
                raw.Append("INBOX", $"Subject: {i}\r\n\r\n");
            }

            for (var i = 0; i < 4; i++)
            {
                raw.Run("UID COPY 1:* INBOX");
            }
        }

        var state = await store.GetStateAsync("INBOX", None);
        var odd = UidSet.From(Enumerable.Range(0, 600).Select(i => (uint)((i * 2) + 1)));
        Assert.Equal(odd, await store.FetchSummariesAsync("INBOX", state.UidValidity, odd, None).Select(summary => summary.Uid).ToListAsync());
        Assert.Equal(600, (await store.StoreFlagsAsync("INBOX", state.UidValidity, odd, MailFlags.Seen, MailFlags.None, None)).Count);
        Assert.Equal(600, (await store.MoveAsync("INBOX", state.UidValidity, odd, "Trash", None))!.Uids.Count);
        Assert.Equal(600, (await store.GetStateAsync("INBOX", None)).Unseen);
    }
}
