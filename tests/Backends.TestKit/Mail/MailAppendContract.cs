using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Appending messages.</summary>
public abstract class MailAppendContract(IMailSite site) : MailStoreContract(site)
{
    public static TheoryData<string, string> Contents => new()
    {
        { "8-bit text", "Subject: x\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße, 日本語 😀\r\n" },
        { "no line end at the end", "Subject: x\r\n\r\nno end" },
        { "no body", "Subject: x\r\n\r\n" },
        { "no blank line", "Subject: x\r\n" },
        { "no header", "\r\nonly a body\r\n" },
        { "dots and From", "Subject: x\r\n\r\n.\r\n..\r\nFrom here\r\n>From there\r\n.\r\n" },
        { "what looks like protocol", "Subject: {5}\r\n\r\n)\r\nA1 OK done\r\n* BYE\r\n{12}\r\n" },
        { "blanks at the ends of lines", "Subject: x \r\n\r\n \r\n\t\r\nline \r\n\r\n\r\n" },
        { "long line", "Subject: x\r\n\r\n" + new string('x', 100_000) + "\r\n" },
        { "long header", "References: " + string.Join("\r\n ", Enumerable.Range(0, 500).Select(i => $"<{i}@example.test>")) + "\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Append_comes_back_octet_for_octet(string what, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var location = await AppendAsync("INBOX", content);
        IsSame(content, await FetchAsync("INBOX", location), what);
        Assert.Equal(content.Length, Assert.Single(await SummariesAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid))).Size);
    }

    [Fact]
    public async Task Append_five_megabytes_come_back()
    {
        var content = Letter.OfSize("large", 5 << 20);
        var location = await AppendAsync("INBOX", content);
        IsSame(content, await FetchAsync("INBOX", location));
    }

    [Fact]
    public async Task Append_without_an_octet_is_kept_or_refused()
    {
        if (Site.KeepsEmptyMessages)
            Assert.Empty(await FetchAsync("INBOX", await AppendAsync("INBOX", [])));
        else
            await Refusal.OfAsync(() => AppendAsync("INBOX", []), BackendError.Refused, BackendError.NotSupported, BackendError.Protocol);
        await IsHealthyAsync();
    }

    /// <summary>IMAP's plain literals have no room for NUL; servers refuse it, keep it, or put another octet in its place. RFC 3501 4.3.1</summary>
    [Fact]
    public async Task Append_with_nul_is_refused_or_keeps_all_other_octets()
    {
        var content = "Subject: nul\r\n\r\nbefore\0after\r\n"u8.ToArray();
        try
        {
            var stored = await FetchAsync("INBOX", await AppendAsync("INBOX", content));
            Assert.Equal(content.Length, stored.Length);
            Assert.Equal(content.Where((_, i) => content[i] != 0), stored.Where((_, i) => content[i] != 0));
        }
        catch (BackendException e)
        {
            Assert.Contains(e.Error, (BackendError[])[BackendError.Refused, BackendError.Protocol, BackendError.NotSupported]);
            Assert.Empty(await FlagsAsync("INBOX", Other));
        }

        await IsHealthyAsync();
    }

    [Fact]
    public async Task Append_keeps_flags_and_date()
    {
        var keywords = Has(MailCapabilities.Keywords) ? new[] { "$Forwarded", "work" } : [];
        var flags = Flags(MailSystemFlags.Seen | MailSystemFlags.Flagged | MailSystemFlags.Draft | MailSystemFlags.Answered, keywords);
        var location = await AppendAsync("INBOX", Letter.Of("x"), flags, Letter.Date);
        var summary = Assert.Single(await SummariesAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), Other));
        Assert.Equal(Letter.Date.UtcDateTime, summary.InternalDate.UtcDateTime);
        Assert.Equal(flags, summary.Flags);
        Assert.Equal(flags, (await FlagsAsync("INBOX"))[location.Uid]);
    }

    [Fact]
    public async Task Append_reads_the_content_once_from_where_it_stands()
    {
        var content = Letter.Of("x");
        using var stream = new ForwardStream([.. "skipped"u8, .. content], readAtMost: 7);
        stream.ReadExactly(new byte["skipped".Length]);
        await Store.AppendAsync("INBOX", stream, content.Length, MailFlags.None, null, Token);
        var look = await LookAsync("INBOX", Other);
        Assert.Equal(content, await FetchAsync("INBOX", new MailLocation(look.State.UidValidity, Assert.Single(look.Flags).Uid)));
    }

    [Fact]
    public async Task Append_whose_content_breaks_off_adds_nothing()
    {
        using var broken = new ForwardStream(Letter.OfSize("x", 200_000), readAtMost: 10_000, fault: new IOException("the disk is gone"), failAt: 100_000);
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AppendAsync("INBOX", broken, 300_000, MailFlags.None, null, Token));
        using var tooShort = new ForwardStream(Letter.Of("x"));
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AppendAsync("INBOX", tooShort, 300_000, MailFlags.None, null, Token));
        Assert.Empty(await FlagsAsync("INBOX", Other));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Append_cancelled_in_the_middle_adds_nothing()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var content = new ForwardStream(Letter.OfSize("x", 400_000), readAtMost: 10_000, onRead: position =>
        {
            if (position >= 200_000)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync("INBOX", content, 500_000, MailFlags.None, null, cancellation.Token));
        Assert.Empty(await FlagsAsync("INBOX", Other));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Append_several_keeps_their_order_flags_and_dates()
    {
        await Store.CreateFolderAsync("several", Token);
        var messages = Enumerable.Range(0, 25).Select(i => (
            Content: i == 13 ? Letter.OfSize("13", 300_000) : Letter.Of($"{i}"),
            Flags: i % 2 == 0 ? MailFlags.Seen : Flags(MailSystemFlags.Flagged),
            Date: i % 3 == 0 ? Letter.Date.AddDays(i) : (DateTimeOffset?)null)).ToList();
        var locations = await Store.AppendAsync(
            "several", [.. messages.Select(m => new MailToAppend(new MemoryStream(m.Content), m.Content.Length, m.Flags, m.Date))], Token);

        Assert.Equal(messages.Count, locations.Count);
        Assert.All(locations, l => Assert.Equal(Has(MailCapabilities.UidPlus), l is not null));
        var look = await LookAsync("several", Other);
        var uids = look.Flags.Select(m => m.Uid).Order().ToList();
        if (Has(MailCapabilities.UidPlus))
            Assert.Equal(locations.Select(l => l!.Value), uids.Select(uid => new MailLocation(look.State.UidValidity, uid)));
        var summaries = (await SummariesAsync("several", look.State.UidValidity, UidSet.From(uids))).ToDictionary(s => s.Uid);
        for (var i = 0; i < messages.Count; i++)
        {
            Assert.Equal(messages[i].Content, await FetchAsync("several", new MailLocation(look.State.UidValidity, uids[i])));
            Assert.Equal(messages[i].Flags, summaries[uids[i]].Flags);
            if (messages[i].Date is { } date)
                Assert.Equal(date.UtcDateTime, summaries[uids[i]].InternalDate.UtcDateTime);
        }
    }

    [Fact]
    public async Task Append_none_does_nothing()
    {
        Assert.Empty(await Store.AppendAsync("INBOX", [], Token));
        Assert.Empty(await FlagsAsync("INBOX", Other));
    }

    [Fact]
    public async Task Append_to_a_folder_that_is_not_there_is_refused()
    {
        await Refusal.OfAsync(() => AppendAsync("gone", Letter.Of("x")), BackendError.NotFound);
        await Refusal.OfAsync(() => AppendAsync("gone", Letter.OfSize("x", 300_000)), BackendError.NotFound);
        var two = Enumerable.Range(0, 2).Select(_ => Letter.Of("x")).Select(c => new MailToAppend(new MemoryStream(c), c.Length, MailFlags.None, null));
        await Refusal.OfAsync(() => Store.AppendAsync("gone", [.. two], Token), BackendError.NotFound);
        Assert.DoesNotContain(await Other.ListAsync(Token), f => f.Path == "gone");
        await IsHealthyAsync();
    }
}
