using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class SendingTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "RopCreateMessage")]
    [Trait("Operation", "RopSetProperties")]
    [Trait("Operation", "RopModifyRecipients")]
    [Trait("Operation", "RopRemoveAllRecipients")]
    [Trait("Operation", "RopSaveChangesMessage")]
    [Trait("Operation", "RopCreateAttachment")]
    [Trait("Operation", "RopSaveChangesAttachment")]
    [Trait("Operation", "RopWriteStream")]
    [Trait("Operation", "RopSubmitMessage")]
    [Trait("Requirement", "MS-OXCMSG R700")]
    [Trait("Requirement", "MS-OXCMSG R737")]
    [Trait("Requirement", "MS-OXCMSG R861")]
    public async Task Submitted_message_is_in_the_recipients_inbox_and_once_in_sent()
    {
        var subject = $"Minutes {Guid.NewGuid():N}";
        var bob = gateway.Stack.User("bob");
        var content = Letter.Content(70_000);
        await using var mailbox = await gateway.OpenNewAsync();

        using (var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Please read: Grüße.", Composition.To(bob.Address)))
        {
            await Composition.AttachAsync(message, "minutes.bin", content);
            await message.SaveAsync(default);
            await message.SubmitAsync(default);
        }

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, bob);
        var uid = Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
        var arrived = await imap.FetchAsync(uid);
        Assert.Contains("From: ", arrived, StringComparison.Ordinal);
        Assert.Contains(mailbox.User.Address, arrived, StringComparison.Ordinal);
        Assert.Equal(content, Composition.FileOf(arrived, "minutes.bin"));

        await SentOnceAsync(mailbox, subject);
    }

    [Fact]
    [Trait("Operation", "RopTransportSend")]
    public async Task Message_sent_by_transport_is_in_the_recipients_inbox_and_once_in_sent()
    {
        var subject = $"Greeting {Guid.NewGuid():N}";
        var carol = gateway.Stack.User("carol");
        await using var mailbox = await gateway.OpenNewAsync();

        using (var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Hello Carol", Composition.To(carol.Address)))
        {
            await message.SaveAsync(default);
            await message.TransportSendAsync(default);
        }

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, carol);
        Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
        await SentOnceAsync(mailbox, subject);
    }

    [Fact]
    [Trait("Operation", "RopSubmitMessage")]
    public async Task Blind_copy_reaches_its_recipient_and_no_header()
    {
        var subject = $"Secret {Guid.NewGuid():N}";
        var (bob, carol) = (gateway.Stack.User("bob"), gateway.Stack.User("carol"));
        await using var mailbox = await gateway.OpenNewAsync();

        using (var message = await Composition.NewAsync(
            mailbox, SpecialFolder.Outbox, subject, "Psst", Composition.To(bob.Address), Composition.To(carol.Address) with { Type = RecipientType.Bcc }))
        {
            await message.SaveAsync(default);
            await message.SubmitAsync(default);
        }

        foreach (var user in new[] { bob, carol })
        {
            await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
            var uid = Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
            var head = (await imap.FetchAsync(uid)).Split("\r\n\r\n")[0];
            // The trace of the delivery names whom it is for; nothing that the sender wrote does.
            Assert.DoesNotContain("bcc:", head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("To: ", head, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Operation", "RopSubmitMessage")]
    [Trait("Operation", "RopTransportSend")]
    public async Task Message_that_the_server_refuses_stays_in_the_outbox(bool byTransport)
    {
        var subject = $"Nobody {Guid.NewGuid():N}";
        await using var mailbox = await gateway.OpenNewAsync();

        using (var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Hello?", Composition.To("nobody.at.all@example.test")))
        {
            await message.SaveAsync(default);
            var fault = await Assert.ThrowsAsync<MapiException>(() => byTransport ? message.TransportSendAsync(default) : message.SubmitAsync(default));
            Assert.NotEqual(ErrorCode.Success, fault.Code);
        }

        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.SentItems));

        // And it can be tried again: with an address that exists it leaves.
        var bob = gateway.Stack.User("bob");
        using (var again = await mailbox.OpenAsync(SpecialFolder.Outbox, subject))
        {
            await again.SetRecipientsAsync([Composition.To(bob.Address)], default);
            await again.SaveAsync(default);
            await again.SubmitAsync(default);
        }

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, bob);
        Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
        await SentOnceAsync(mailbox, subject);
    }

    [Fact]
    [Trait("Operation", "RopSaveChangesMessage")]
    public async Task Draft_saved_twice_leaves_one_copy_with_the_last_text()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        using (var message = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "First version"))
        {
            await message.SaveAsync(default);
            var first = message.Id;
            await message.SetAsync([new(PidTag.Body, "Second version")], default);
            await message.SaveAsync(default);
            Assert.Equal(first, message.Id);
        }

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        var uid = Assert.Single(await imap.SearchAsync("Drafts"));
        Assert.Contains("\\Draft", await imap.FlagsAsync(uid));
        Assert.Contains("Second version", await imap.FetchAsync(uid), StringComparison.Ordinal);

        using var read = await mailbox.OpenAsync(SpecialFolder.Drafts, "Draft");
        Assert.Equal("Second version", (await read.TextAsync(default))?.TrimEnd());
    }

    [Fact]
    [Trait("Operation", "RopSubmitMessage")]
    public async Task Message_to_oneself_comes_back()
    {
        var subject = $"Note {Guid.NewGuid():N}";
        var user = gateway.Stack.User("u7");
        await using var mailbox = await gateway.OpenAsync(user);
        using (var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Remember the milk", Composition.To(user.Address)))
        {
            await message.SaveAsync(default);
            await message.SubmitAsync(default);
        }

        var subjects = await Eventually.SeeAsync(() => mailbox.SubjectsAsync(SpecialFolder.Inbox), found => found.Contains(subject));
        Assert.Single(subjects, subject);
        Assert.Single(await mailbox.SubjectsAsync(SpecialFolder.SentItems), subject);
    }

    private async Task SentOnceAsync(Mailbox mailbox, string subject)
    {
        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.SentItems));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        var uid = Assert.Single(await imap.SearchAsync("Sent"));
        Assert.Contains("\\Seen", await imap.FlagsAsync(uid));
        Assert.Contains(subject, await imap.FetchAsync(uid), StringComparison.Ordinal);
    }
}
