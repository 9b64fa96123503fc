using System.Text;
using Mapigate.Backends.TestKit.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.TestKit.Transport;

/// <summary>What reaches whom, as it was handed over.</summary>
public abstract class TransportDeliveryContract(ITransportSite site) : TransportContract<ITransportSite>(site)
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "nothing", "" },
        { "8-bit text", "Grüße, 日本語 😀\r\n" },
        { "dots", ".\r\n..\r\n.x\r\n...\r\n .\r\n\r\n.\r\n" },
        { "a dot alone", ".\r\n" },
        { "what looks like protocol", "QUIT\r\n.\r\nMAIL FROM:<>\r\nRSET\r\nBDAT 0 LAST\r\n" },
        { "From", "From here\r\n>From there\r\n" },
        { "blanks at the ends of lines", " \r\n\t\r\nline \r\n\r\n\r\n" },
        { "one line", "x\r\n" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Submit_arrives_octet_for_octet(string what, string body)
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of(what, body);
        Assert.Empty((await SubmitAsync(content, user.User)).Refused);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_longest_line_arrives_whole()
    {
        var user = await Site.NewUserAsync();
        var line = "." + new string('x', Site.LongestLine - 1) + "\r\n";
        var content = Letter.Of("long lines", line + "between\r\n" + line);
        await SubmitAsync(content, user.User);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_long_header_arrives_whole()
    {
        var user = await Site.NewUserAsync();
        var content = (byte[])[.. Encoding.ASCII.GetBytes("References: " + string.Join("\r\n ", Enumerable.Range(0, 1000).Select(i => $"<{i}@example.test>")) + "\r\n"), .. Letter.Of("x")];
        await SubmitAsync(content, user.User);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_header_in_utf8_arrives_as_it_is()
    {
        var user = await Site.NewUserAsync();
        var content = (byte[])[.. "Comments: Grüße 😀\r\n"u8, .. Letter.Of("x")];
        await SubmitAsync(content, user.User);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_header_alone_arrives_with_no_more_than_its_end()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("header alone", "").AsSpan()[..^2].ToArray();
        await SubmitAsync(content, user.User);
        var arrived = Assert.Single(await Site.ArrivedAsync(user, 1, Token));
        IsDelivered(content, arrived.AsSpan().EndsWith("\r\n\r\n"u8) ? arrived[..^2] : arrived);
    }

    [Fact]
    public async Task Submit_without_a_last_line_end_arrives_with_no_more_than_that()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("no end", "first\r\nlast");
        await SubmitAsync(content, user.User);
        var arrived = Assert.Single(await Site.ArrivedAsync(user, 1, Token));
        IsDelivered(content, arrived.AsSpan().EndsWith("\r\n"u8) ? arrived[..^2] : arrived);
    }

    [Fact]
    public async Task Submit_five_megabytes_reach_each_recipient()
    {
        var (one, two) = (await Site.NewUserAsync(), await Site.NewUserAsync());
        var content = Letter.OfSize("large", 5 << 20);
        await SubmitAsync(content, one.User, two.User);
        await ArrivesAsync(one, content);
        await ArrivesAsync(two, content);
    }

    [Fact]
    public async Task Submit_reads_the_content_once_from_where_it_stands()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.OfSize("forward", 100_000);
        using var stream = new ForwardStream([.. "skipped"u8, .. content], readAtMost: 777);
        stream.ReadExactly(new byte["skipped".Length]);
        await Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), stream, content.Length, Token);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_null_sender_arrives()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("a report");
        await SubmitAsync(new MailEnvelope("", [user.User]), content);
        await ArrivesAsync(user, content);
    }

    [Fact]
    public async Task Submit_tells_of_each_recipient_and_spares_those_who_exist()
    {
        var (one, two) = (await Site.NewUserAsync(), await Site.NewUserAsync());
        var content = Letter.Of("for two");
        var result = await SubmitAsync(content, one.User, Site.Stranger, two.User);

        var refused = Assert.Single(result.Refused);
        Assert.Equal(Site.Stranger, refused.Address);
        Assert.InRange(refused.Code, 500, 599);
        Assert.NotEmpty(refused.Text);
        Assert.DoesNotContain('\n', refused.Text);
        Answers(result, one.User, Site.Stranger, two.User);
        await ArrivesAsync(one, content);
        await ArrivesAsync(two, content);
    }

    [Fact]
    public async Task Submit_to_strangers_only_is_refused()
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => SubmitAsync(Letter.Of("x"), Site.Stranger, $"another.{Site.Stranger}"));
        Assert.Equal(BackendError.Refused, fault.Error);
        Assert.DoesNotContain('\n', fault.Message);
        await HasNothingAsync(Sender);
    }

    [Fact]
    public async Task Submit_to_more_than_a_hundred_reaches_the_first_and_the_last()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 105).Select(_ => Site.NewUserAsync()));
        var recipients = users.Select(u => u.User).ToArray();
        var content = Letter.Of("for many");
        var result = await SubmitAsync(content, recipients);
        Assert.Empty(result.Refused);
        Answers(result, recipients);
        await ArrivesAsync(users[0], content);
        await ArrivesAsync(users[^1], content);
    }

    [Fact]
    public async Task Submit_recipient_named_twice_gets_the_message()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("twice");
        var result = await SubmitAsync(content, user.User, user.User);
        Assert.Empty(result.Refused);
        Answers(result, user.User, user.User);
        IsDelivered(content, (await Site.ArrivedAsync(user, 1, Token))[0]);
    }

    [Fact]
    public async Task Submit_cancelled_before_reads_and_delivers_nothing()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.Of("never");
        using var untouched = new ForwardStream(content, onRead: _ => Assert.Fail("The content was read."));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), untouched, content.Length, new CancellationToken(canceled: true)));
        await HasNothingAsync(user);
    }

    [Fact]
    public async Task Submit_cancelled_within_the_content_delivers_nothing()
    {
        var user = await Site.NewUserAsync();
        var content = Letter.OfSize("half", 400_000);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var stream = new ForwardStream(content, readAtMost: 10_000, onRead: position =>
        {
            if (position >= 200_000)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), stream, content.Length, cancellation.Token));
        await HasNothingAsync(user);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Submit_content_of_another_length_than_told_delivers_nothing(int more)
    {
        var user = await Site.NewUserAsync();
        var content = Letter.OfSize("another length", 200_000);
        using var stream = new ForwardStream(content);
        await Assert.ThrowsAnyAsync<Exception>(() => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), stream, content.Length + more, Token));
        await HasNothingAsync(user);
    }

    [Fact]
    public async Task Submit_content_that_breaks_off_delivers_nothing()
    {
        var user = await Site.NewUserAsync();
        using var stream = new ForwardStream(Letter.OfSize("x", 400_000), readAtMost: 10_000, fault: new IOException("the disk is gone"), failAt: 200_000);
        await Assert.ThrowsAnyAsync<Exception>(() => Site.Transport.SubmitAsync(Sender, new MailEnvelope(Sender.User, [user.User]), stream, 400_000, Token));
        await HasNothingAsync(user);
    }

    [Fact]
    public async Task Submit_by_several_at_once_arrives_once_each()
    {
        var user = await Site.NewUserAsync();
        var contents = Enumerable.Range(0, 12).Select(i => Letter.OfSize($"at once {i}", 20_000 * i)).ToList();
        var senders = await Task.WhenAll(contents.Select(_ => Site.NewUserAsync()));
        await Task.WhenAll(contents.Zip(senders, (content, sender) =>
            Site.Transport.SubmitAsync(sender, new MailEnvelope(sender.User, [user.User]), new MemoryStream(content), content.Length, Token)));

        var arrived = await Site.ArrivedAsync(user, contents.Count, Token);
        Assert.Equal(contents.Count, arrived.Count);
        foreach (var content in contents)
            IsDelivered(content, Assert.Single(arrived, message => message.AsSpan().EndsWith(content)));
    }

    /// <summary>One for each recipient in the order of the envelope, or none at all; those that say no are the refused.</summary>
    private static void Answers(SubmissionResult result, params string[] recipients)
    {
        Assert.NotEmpty(result.Reply);
        if (result.Answers.Count == 0)
            return;
        Assert.Equal(recipients, result.Answers.Select(a => a.Address));
        Assert.Equal(result.Refused.Select(r => (r.Address, r.Code)), result.Answers.Where(a => a.Code is < 200 or >= 300).Select(a => (a.Address, a.Code)));
    }
}
