using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Sending;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Journal;

public sealed class SubmissionJournalTests
{
    private readonly RecordingLogger<MessageSender> _logs = new();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public Task Submission_that_dies_anywhere_neither_loses_nor_doubles_the_message(bool isSaved, bool hasUidPlus) => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await OpenAsync(hasUidPlus);
            if (isSaved)
                await host.SaveAsync(Compose(host));
            return host;
        },
        async host =>
        {
            var rows = (await host.RefreshAsync(SpecialFolder.Outbox)).Rows;
            await SendAsync(host, rows.Count == 0 ? Compose(host) : await host.OpenAsync(rows[0]));
        },
        async (host, isAnswered) =>
        {
            var sent = host.Transport.Sent.Count;
            var filed = host.Mail.Messages("Sent");
            var outbox = await InOutboxAsync(host);
            Assert.True(sent <= 1 && filed.Count <= 1 && outbox.Count <= 1, $"sent {sent}, filed {filed.Count}, left {outbox.Count}");
            if (isAnswered)
                Assert.Equal((1, 1, 0), (sent, filed.Count, outbox.Count));
            if (isSaved)
                Assert.Equal(1, filed.Count + outbox.Count);
            if (filed.Count == 1)
                Assert.Equal((1, MessageIdOf(host.Transport.Sent[0].Content)), (sent, MessageIdOf(filed[0].Content)));
            if (sent == 1 && filed.Count == 0)
                await AssertMarkedAsync(host);
        });

    [Fact]
    public async Task Message_whose_outcome_is_unknown_stays_marked_and_is_sent_again_only_on_demand()
    {
        await using var host = await OpenAsync();
        var message = Compose(host);
        await host.SaveAsync(message);
        host.Transport.Lost = _ => new SubmissionOutcomeUnknownException("the connection broke");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SendAsync(host, message));
        await AssertMarkedAsync(host);
        Assert.Empty(host.Mailbox.Index.Journal);

        await host.ReopenAsync(loseState: true);
        var left = Assert.Single((await host.RefreshAsync(SpecialFolder.Outbox)).Rows);
        Assert.Equal((2, true), (left.Get(PidTag.FlagStatus), left.Record.Flags.HasKeyword(UnknownOutcome.Keyword)));
        Assert.Single(host.Transport.Sent);

        host.Transport.Lost = null;
        await SendAsync(host, await host.OpenAsync(left));
        Assert.Equal(2, host.Transport.Sent.Count);
        Assert.Single(host.Transport.Sent.Select(s => MessageIdOf(s.Content)).Distinct());
        var filed = Assert.Single((await host.RefreshAsync(SpecialFolder.SentItems)).Rows);
        Assert.Null(filed.Get(PidTag.FlagStatus));
        Assert.Empty(await InOutboxAsync(host));
    }

    [Fact]
    public async Task Marking_that_fails_is_made_when_the_server_answers_again()
    {
        await using var host = await OpenAsync();
        var message = Compose(host);
        await host.SaveAsync(message);
        host.Transport.Lost = _ => new SubmissionOutcomeUnknownException("the connection broke");
        host.Mail.Fault = (operation, _) => operation == "STORE" ? new BackendException(BackendError.Unavailable, "down") : null;
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SendAsync(host, message));
        Assert.Single(host.Mailbox.Index.Journal);
        host.Mail.Fault = null;
        await host.Mailbox.Journal.RecoverAsync(default);
        await AssertMarkedAsync(host);
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    [Fact]
    public async Task Sent_message_that_cannot_be_filed_is_filed_once_when_the_server_answers_again()
    {
        await using var host = await OpenAsync();
        var message = Compose(host).To(("bob@example.test", 1), ("dan@example.test", 3)).Attach("a.txt", "content");
        await host.SaveAsync(message);
        host.Mail.Fault = (operation, path) => operation == "APPEND" && path == "Sent" ? new BackendException(BackendError.Unavailable, "down") : null;
        await SendAsync(host, message);
        Assert.Empty(host.Mail.Messages("Sent"));
        host.Mail.Fault = null;
        await host.ReopenAsync();
        var filed = Assert.Single(host.Mail.Messages("Sent"));
        Assert.Contains("Bcc: dan <dan@example.test>", filed.Content, StringComparison.Ordinal);
        Assert.Equal(MailFlags.Seen, filed.Flags);
        Assert.Empty(host.Mail.Messages("Outbox"));
        Assert.Equal("content"u8.ToArray(), (await host.OpenAsync((await host.RefreshAsync(SpecialFolder.SentItems)).Rows[0])).Attachments[0].Get(PidTag.AttachDataBinary));
    }

    [Fact]
    public async Task Key_of_the_own_copy_does_not_leave_with_what_is_submitted()
    {
        await using var host = await OpenAsync();
        await SendAsync(host, Compose(host));
        Assert.DoesNotContain("X-Mapigate", host.Transport.Sent[0].Content, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<MailboxHost> OpenAsync(bool hasUidPlus = true) => MailboxHost.OpenAsync(h =>
    {
        if (!hasUidPlus)
            h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
    });

    private static MessageObject Compose(MailboxHost host) => host.Compose(SpecialFolder.Outbox, "Once only").To(("bob@example.test", 1));

    private Task SendAsync(MailboxHost host, MessageObject message) => new MessageSender(host.Mailbox, _logs).SubmitAsync(message, default);

    private static async Task AssertMarkedAsync(MailboxHost host)
    {
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Outbox)).Rows);
        Assert.True(row.Record.Flags.HasKeyword(UnknownOutcome.Keyword));
        Assert.Equal(2, row.Get(PidTag.FlagStatus));
        var request = host.Mailbox.Index.Names.Find(PidLid.FlagRequest.Name)!.Value;
        Assert.Equal(UnknownOutcome.Text, (await host.OpenAsync(row)).Get(new PropertyTag(request, PropertyType.String)));
    }

    /// <summary>Without UIDPLUS what goes is marked \Deleted.</summary>
    private static async Task<IReadOnlyList<ItemRow>> InOutboxAsync(MailboxHost host) =>
        [.. (await host.RefreshAsync(SpecialFolder.Outbox)).Rows.Where(r => (r.Record.Flags.System & MailSystemFlags.Deleted) == 0)];

    private static string MessageIdOf(string content) => content.Split("\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
}
