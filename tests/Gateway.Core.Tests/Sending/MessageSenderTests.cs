using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Sending;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Sending;

public sealed class MessageSenderTests
{
    private readonly RecordingLogger<MessageSender> _logs = new();

    [Fact]
    public async Task Message_goes_out_without_Bcc_and_lies_in_Sent_with_it_once()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox, "Hello").To(("bob@example.test", 1), ("carol@example.test", 2), ("dan@example.test", 3), ("BOB@example.test", 1)).Attach("a.txt", "content");
        await host.SaveAsync(message);
        await SendAsync(host, message);

        var (envelope, content) = Assert.Single(host.Transport.Sent);
        Assert.Equal(MailboxHost.Alice, envelope.Sender);
        Assert.Equal(["bob@example.test", "carol@example.test", "dan@example.test"], envelope.Recipients);
        Assert.Contains("From: Alice Example <alice@example.test>", content, StringComparison.Ordinal);
        Assert.DoesNotContain("dan@example.test", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Bcc:", content, StringComparison.OrdinalIgnoreCase);

        var filed = Assert.Single(host.Mail.Messages("Sent"));
        Assert.Contains("Bcc: dan <dan@example.test>", filed.Content, StringComparison.Ordinal);
        Assert.Equal(MailFlags.Seen, filed.Flags);
        Assert.Equal(MessageIdOf(content), MessageIdOf(filed.Content));
        Assert.Empty(host.Mail.Messages("Outbox"));
        Assert.True(message.IsSubmitted);

        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.SentItems)).Rows);
        var sent = await host.OpenAsync(row);
        Assert.False(sent.IsUnsent);
        Assert.Equal(MessageFlags.FromMe | MessageFlags.Read, (int)row.Get(PidTag.MessageFlags)! & (MessageFlags.FromMe | MessageFlags.Read));
        Assert.Equal(("dan", "Alice Example"), (sent.Get(PidTag.DisplayBcc), sent.Get(PidTag.SenderName)));
        Assert.Equal("content"u8.ToArray(), sent.Attachments[0].Get(PidTag.AttachDataBinary));
        Assert.Empty((await host.RefreshAsync(SpecialFolder.Outbox)).Rows);
    }

    [Fact]
    public async Task Message_that_was_never_saved_is_sent_and_filed()
    {
        await using var host = await MailboxHost.OpenAsync();
        await SendAsync(host, host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1)));
        Assert.Single(host.Transport.Sent);
        Assert.Single(host.Mail.Messages("Sent"));
    }

    [Fact]
    public async Task Sender_is_who_has_logged_in_whatever_the_message_says()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        message.Set(PidTag.SentRepresentingName, "The Boss");
        message.Set(PidTag.SentRepresentingAddressType, "SMTP");
        message.Set(PidTag.SentRepresentingEmailAddress, "boss@example.test");
        await SendAsync(host, message);
        Assert.DoesNotContain("boss", Assert.Single(host.Transport.Sent).Content, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(BackendError.Refused)]
    [InlineData(BackendError.TooLarge)]
    [InlineData(BackendError.Unavailable)]
    public async Task Refusal_leaves_the_message_where_it_is_to_be_sent_again(BackendError error)
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        host.Transport.Fault = _ => new BackendException(error, "550 no");
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => SendAsync(host, message))).Error);
        Assert.False(message.IsSubmitted);
        Assert.Empty(host.Mail.Messages("Sent"));
        var left = Assert.Single(host.Mail.Messages("Outbox"));
        host.Transport.Fault = null;
        await SendAsync(host, message);
        Assert.Equal(MessageIdOf(left.Content), MessageIdOf(Assert.Single(host.Transport.Sent).Content));
        Assert.Empty(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Unknown_outcome_is_told_and_nothing_is_filed_or_removed()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        host.Transport.Fault = _ => new SubmissionOutcomeUnknownException("the connection broke");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SendAsync(host, message));
        Assert.False(message.IsSubmitted);
        Assert.Empty(host.Mail.Messages("Sent"));
        Assert.Single(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Recipients_that_are_refused_one_by_one_stop_nothing()
    {
        await using var host = await MailboxHost.OpenAsync();
        host.Transport.Refused.Add(new RefusedRecipient("nobody@example.test", 550, "5.1.1 unknown"));
        await SendAsync(host, host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1), ("nobody@example.test", 1)));
        Assert.Equal(1, _logs.Count(3050));
        Assert.Single(host.Mail.Messages("Sent"));
    }

    [Fact]
    public async Task Message_without_recipients_or_with_one_that_cannot_be_reached_is_not_sent()
    {
        await using var host = await MailboxHost.OpenAsync();
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => SendAsync(host, host.Compose(SpecialFolder.Outbox)))).Error);
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        var fax = new PropertyBag();
        fax[PidTag.RecipientType] = 1;
        fax[PidTag.AddressType] = "FAX";
        fax[PidTag.EmailAddress] = "+1 555";
        message.ModifyRecipients([(7, fax)]);
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => SendAsync(host, message))).Error);
        Assert.Empty(host.Transport.Sent);
    }

    [Fact]
    public async Task Recipient_of_the_address_book_is_sent_to_by_his_address()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox);
        var bob = new PropertyBag();
        bob[PidTag.RecipientType] = 1;
        bob[PidTag.DisplayName] = "Bob";
        bob[PidTag.AddressType] = "EX";
        bob[PidTag.EmailAddress] = host.Mailbox.Options.LegacyDnOf("bob@example.test");
        message.ModifyRecipients([(0, bob)]);
        await SendAsync(host, message);
        var (envelope, content) = Assert.Single(host.Transport.Sent);
        Assert.Equal(["bob@example.test"], envelope.Recipients);
        Assert.Contains("To: Bob <bob@example.test>", content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fault_after_sending_is_no_failure_to_send(bool isBackendFault)
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        host.Mail.Fault = (operation, path) => operation != "APPEND" || path != "Sent" ? null
            : isBackendFault ? new BackendException(BackendError.QuotaExceeded, "full") : new InvalidOperationException("a bug");
        await SendAsync(host, message);
        Assert.True(message.IsSubmitted);
        Assert.Equal(1, _logs.Count(isBackendFault ? 3051 : 3052));
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => SendAsync(host, message))).Error);
        Assert.Single(host.Transport.Sent);

        // Its only copy is not thrown away.
        Assert.Single(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Server_that_files_sent_mail_itself_gets_no_second_copy()
    {
        await using var host = await MailboxHost.OpenAsync(configure: o => o with { ServerFilesSentMail = true });
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        await SendAsync(host, message);
        Assert.Empty(host.Mail.Messages("Sent"));
        Assert.Empty(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Message_that_is_to_be_deleted_after_sending_is_not_filed()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        message.Set(PidTag.DeleteAfterSubmit, true);
        await host.SaveAsync(message);
        await SendAsync(host, message);
        Assert.Empty(host.Mail.Messages("Sent"));
        Assert.Empty(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Message_that_the_caller_no_longer_waits_for_is_filed_all_the_same()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Outbox).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        using var impatience = new CancellationTokenSource();
        host.Mail.Fault = (_, path) =>
        {
            if (path == "Sent")
                impatience.Cancel();
            return null;
        };
        await new MessageSender(host.Mailbox, _logs).SubmitAsync(message, impatience.Token);
        Assert.Single(host.Mail.Messages("Sent"));
        Assert.Empty(host.Mail.Messages("Outbox"));
    }

    private Task SendAsync(MailboxHost host, MessageObject message) => new MessageSender(host.Mailbox, _logs).SubmitAsync(message, default);

    private static string MessageIdOf(string content) => content.Split("\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
}
