using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Fetching summaries and messages.</summary>
public abstract class MailFetchContract(IMailSite site) : MailStoreContract(site)
{
    [Fact]
    public async Task Summary_has_what_lists_need()
    {
        var content = Encoding.UTF8.GetBytes(
            "From: Ada <ada@example.test>\r\nX-Other: not asked for\r\nSubject: a folded\r\n subject\r\nReferences: <1@example.test>\r\n\t<2@example.test>\r\n"
            + "Received: from somewhere\r\nImportance: high\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n"
            + "--b\r\nContent-Type: application/pdf; name=\"a \\\"b\\\".pdf\"\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n");
        var location = await AppendAsync("INBOX", content, MailFlags.Seen, Letter.Date);
        var summary = Assert.Single(await SummariesAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), Other));

        Assert.Equal((location.Uid, MailFlags.Seen, (long)content.Length), (summary.Uid, summary.Flags, summary.Size));
        Assert.Equal(Letter.Date.UtcDateTime, summary.InternalDate.UtcDateTime);
        Assert.Equal(Has(MailCapabilities.ModSequences), summary.ModSeq > 0);
        var header = Encoding.UTF8.GetString(summary.Header.Span);
        Assert.Contains("Subject: a folded\r\n subject\r\n", header, StringComparison.Ordinal);
        Assert.Contains("References: <1@example.test>\r\n\t<2@example.test>\r\n", header, StringComparison.Ordinal);
        Assert.Contains("Importance: high\r\n", header, StringComparison.Ordinal);
        Assert.DoesNotContain("Received", header, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Other", header, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", header, StringComparison.Ordinal);
        if (summary.Structure is { } structure)
        {
            Assert.Equal("multipart/mixed", structure.MediaType);
            Assert.Equal(["text/plain", "application/pdf"], structure.Parts.Select(p => p.MediaType));
            Assert.Equal(("attachment", "a.pdf", "base64"), (structure.Parts[1].Disposition, structure.Parts[1].DispositionParameters["filename"], structure.Parts[1].Encoding));
            Assert.Equal("a \"b\".pdf", structure.Parts[1].Parameters["name"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no colon at all\r\n\r\nbody")]
    [InlineData("Subject: =?utf-8?q?\r\n\r\n")]
    [InlineData("Subject: Gr\u00fc\u00dfe raw\r\n\r\n")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\n--x--\r\n")]
    [InlineData("Content-Type: message/rfc822\r\n\r\nnot a message")]
    [InlineData("Content-Type: text/plain; name=\"\u65e5\u672c.txt\"; x=\"(){5}\\\\\\\"\"\r\n\r\n")]
    public async Task Summary_of_an_odd_message_keeps_the_others_readable(string odd)
    {
        var (validity, uids) = await FillAsync("INBOX", "before");
        var all = UidSet.Of(uids);
        if (odd.Length > 0 || Site.KeepsEmptyMessages)
            all = UidSet.From([.. all, (await AppendAsync("INBOX", Encoding.UTF8.GetBytes(odd))).Uid]);
        all = UidSet.From([.. all, (await FillAsync("INBOX", "after")).Uids[0]]);

        var summaries = await SummariesAsync("INBOX", validity, all);

        Assert.Equal(all, summaries.Select(s => s.Uid).Order());
        Assert.All(summaries, s => Assert.EndsWith("\r\n", Encoding.Latin1.GetString(s.Header.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Summaries_of_messages_that_are_gone_are_left_out()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3");
        if (!Has(MailCapabilities.UidPlus))
            return;
        await Other.ExpungeAsync("INBOX", validity, UidSet.Of(uids[1]), Token);
        Assert.Equal([uids[0], uids[2]], (await SummariesAsync("INBOX", validity, UidSet.Of([.. uids, uids[2] + 1000]))).Select(s => s.Uid).Order());
        Assert.Empty(await SummariesAsync("INBOX", validity, UidSet.Of(uids[2] + 1000)));
        Assert.Empty(await SummariesAsync("INBOX", validity, UidSet.Empty));
    }

    [Fact]
    public async Task Summaries_of_hundreds_come_each_once()
    {
        await Store.CreateFolderAsync("many", Token);
        var messages = Enumerable.Range(0, 300).Select(i => Letter.Of($"number {i}")).Select(c => new MailToAppend(new MemoryStream(c), c.Length, MailFlags.None, null));
        await Store.AppendAsync("many", [.. messages], Token);
        var look = await LookAsync("many");
        var summaries = await SummariesAsync("many", look.State.UidValidity, UidSet.From(look.Flags.Select(m => m.Uid)), Other);
        Assert.Equal(look.Flags.Select(m => m.Uid).Order(), summaries.Select(s => s.Uid).Order());
        Assert.Equal(300, summaries.Select(s => Encoding.UTF8.GetString(s.Header.Span)).Distinct().Count());
    }

    [Fact]
    public async Task Summaries_that_nobody_reads_to_the_end_leave_the_store_healthy()
    {
        var (validity, uids) = await FillAsync("INBOX", [.. Enumerable.Range(0, 40).Select(i => $"{i}")]);
        for (var i = 0; i < 5; i++)
        {
            await foreach (var summary in Store.FetchSummariesAsync("INBOX", validity, UidSet.Of(uids), Token))
            {
                Assert.Contains(summary.Uid, uids);
                break;
            }
        }

        await IsHealthyAsync();
    }

    [Fact]
    public async Task Summaries_cancelled_in_the_middle_leave_the_store_healthy()
    {
        var (validity, uids) = await FillAsync("INBOX", [.. Enumerable.Range(0, 40).Select(i => $"{i}")]);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Store.FetchSummariesAsync("INBOX", validity, UidSet.Of(uids), cancellation.Token))
                await cancellation.CancelAsync();
            cancellation.Token.ThrowIfCancellationRequested();
        });
        Assert.Equal(uids.Length, (await SummariesAsync("INBOX", validity, UidSet.Of(uids))).Count);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Fetch_leaves_a_message_unread()
    {
        var location = await AppendAsync("INBOX", Letter.Of("x"));
        await FetchAsync("INBOX", location);
        await SummariesAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid));
        Assert.Equal(MailFlags.None, (await FlagsAsync("INBOX", Other))[location.Uid] with { Keywords = [] });
        Assert.Equal(1, (await Other.GetStateAsync("INBOX", Token)).Unseen);
    }

    [Fact]
    public async Task Fetch_of_what_is_not_there_is_refused()
    {
        var location = await AppendAsync("INBOX", Letter.Of("x"));
        await Refusal.OfAsync(() => FetchAsync("INBOX", location with { Uid = location.Uid + 1000 }), BackendError.NotFound);
        await Refusal.OfAsync(() => FetchAsync("INBOX", location with { UidValidity = location.UidValidity + 1 }), BackendError.Conflict);
        await Refusal.OfAsync(() => FetchAsync("gone", location), BackendError.NotFound);
        await Refusal.OfAsync(() => SummariesAsync("INBOX", location.UidValidity + 1, UidSet.Of(location.Uid)), BackendError.Conflict);
        await Refusal.OfAsync(() => SummariesAsync("gone", location.UidValidity, UidSet.Of(location.Uid)), BackendError.NotFound);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Fetch_cancelled_in_the_middle_leaves_the_store_healthy()
    {
        var content = Letter.OfSize("large", 3 << 20);
        var location = await AppendAsync("INBOX", content);
        for (var i = 0; i < 4; i++)
        {
            using var cancellation = new CancellationTokenSource();
            await using var destination = new InterruptedStream(100_000 * i, cancellation.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await Store.FetchMessageAsync("INBOX", location.UidValidity, location.Uid, destination, cancellation.Token);
                cancellation.Token.ThrowIfCancellationRequested();
            });
        }

        IsSame(content, await FetchAsync("INBOX", location));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Fetch_into_a_destination_that_fails_throws_its_fault_and_leaves_the_store_healthy()
    {
        var content = Letter.OfSize("large", 1 << 20);
        var location = await AppendAsync("INBOX", content);
        await using var destination = new InterruptedStream(200_000, () => throw new IOException("the disk is full"));
        var fault = await Assert.ThrowsAsync<IOException>(() => Store.FetchMessageAsync("INBOX", location.UidValidity, location.Uid, destination, Token));
        Assert.Equal("the disk is full", fault.Message);
        IsSame(content, await FetchAsync("INBOX", location));
        await IsHealthyAsync();
    }
}
