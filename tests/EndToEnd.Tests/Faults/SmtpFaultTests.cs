using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Proxies;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>Whatever the submission server does, the message stays in the Outbox, and is sent once when the server has recovered.</summary>
[Collection(FaultyGateway.Collection)]
public sealed class SmtpFaultTests(FaultyGateway gateway)
{
    private static readonly Dictionary<string, (string Command, Fault Fault, ErrorCode[] Codes)> Faults = new()
    {
        ["greeting 421"] = ("greeting", new Fault.Say("421 4.3.2 closing\r\n", IsLast: true), [ErrorCode.NetworkError]),
        ["greeting 554"] = ("greeting", new Fault.Say("554 5.7.1 no service\r\n", IsLast: true), [ErrorCode.NetworkError, ErrorCode.AccessDenied, ErrorCode.InvalidRecipients, ErrorCode.SendAsDenied]),
        ["greeting cut"] = ("greeting", new Fault.Cut(), [ErrorCode.NetworkError]),
        ["greeting garbage"] = ("greeting", new Fault.Say("SSH-2.0-OpenSSH\r\n", IsLast: false), [ErrorCode.NetworkError]),
        ["log-in 454"] = ("AUTH", new Fault.Answer("454 4.7.0 temporary"), [ErrorCode.NetworkError]),
        ["log-in 535"] = ("AUTH", new Fault.Answer("535 5.7.8 wrong"), [ErrorCode.LogonFailed]),
        ["MAIL 451"] = ("MAIL FROM", new Fault.Answer("451 4.3.0 later"), [ErrorCode.NetworkError]),
        ["MAIL 452"] = ("MAIL FROM", new Fault.Answer("452 4.3.1 full"), [ErrorCode.NetworkError, ErrorCode.QuotaExceeded]),
        ["MAIL 550"] = ("MAIL FROM", new Fault.Answer("550 5.7.1 not your address"), [ErrorCode.SendAsDenied]),
        ["MAIL cut"] = ("MAIL FROM", new Fault.Cut(), [ErrorCode.NetworkError]),
        ["RCPT 450"] = ("RCPT TO", new Fault.Answer("450 4.2.1 busy"), [ErrorCode.NetworkError]),
        ["RCPT 550"] = ("RCPT TO", new Fault.Answer("550 5.1.1 nobody"), [ErrorCode.InvalidRecipients]),
        ["RCPT cut"] = ("RCPT TO", new Fault.Cut(), [ErrorCode.NetworkError]),
        ["DATA 451"] = ("DATA", new Fault.Answer("451 4.3.0 later"), [ErrorCode.NetworkError]),
        ["DATA 554"] = ("DATA", new Fault.Answer("554 5.6.0 no"), [ErrorCode.InvalidRecipients, ErrorCode.AccessDenied]),
        ["content cut"] = ("middle", new Fault.Cut(), [ErrorCode.NetworkError]),
        ["content 451"] = ("content", new Fault.Answer("451 4.3.0 later"), [ErrorCode.NetworkError]),
        ["content 552"] = ("content", new Fault.Answer("552 5.3.4 too big"), [ErrorCode.QuotaExceeded]),
        ["content 554"] = ("content", new Fault.Answer("554 5.7.1 spam"), [ErrorCode.InvalidRecipients, ErrorCode.AccessDenied, ErrorCode.SendAsDenied]),
    };

    public static TheoryData<string> Refusals => new(Faults.Keys);

    [Theory]
    [MemberData(nameof(Refusals))]
    [Trait("Operation", "RopSubmitMessage")]
    public async Task Message_that_is_not_accepted_stays_and_is_sent_once_later(string name)
    {
        var (command, fault, codes) = Faults[name];
        var subject = $"Later {Guid.NewGuid():N}";
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Text", Composition.To(gateway.Stack.Bob.Address));
        await message.SaveAsync(default);

        await FaultyGateway.FailsAsync(gateway.Smtp, command, fault, () => message.SubmitAsync(default), codes);

        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.SentItems));
        using (var again = await mailbox.OpenAsync(SpecialFolder.Outbox, subject))
            await again.SubmitAsync(default);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.SentItems));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, gateway.Stack.Bob);
        Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
    }

    /// <summary>The message was accepted, but the gateway cannot know: it is neither lost nor sent a second time.</summary>
    [Fact]
    [Trait("Operation", "RopSubmitMessage")]
    public async Task Message_whose_acceptance_is_lost_after_the_final_dot_stays_and_is_not_sent_again()
    {
        var subject = $"Unknown {Guid.NewGuid():N}";
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, subject, "Text", Composition.To(gateway.Stack.Bob.Address));
        await message.SaveAsync(default);

        await FaultyGateway.FailsAsync(gateway.Smtp, "content", new Fault.CutAnswer(0), () => message.SubmitAsync(default), ErrorCode.NetworkError);

        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, gateway.Stack.Bob);
        Assert.Single(await Eventually.SeeAsync(() => imap.FindAsync("INBOX", subject), found => found.Count > 0));
        // The session sends other messages.
        var other = $"Known {Guid.NewGuid():N}";
        using var next = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, other, "Text", Composition.To(gateway.Stack.Bob.Address));
        await next.SaveAsync(default);
        await next.SubmitAsync(default);
        Assert.Equal([other], await mailbox.SubjectsAsync(SpecialFolder.SentItems));
        Assert.Single(await imap.FindAsync("INBOX", subject));
    }
}
