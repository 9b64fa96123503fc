using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Proxies;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>Whatever the IMAP server does, the client gets the specified code ([MS-OXCDATA] 2.4), and the session goes on.</summary>
[Collection(FaultyGateway.Collection)]
public sealed class ImapFaultTests(FaultyGateway gateway)
{
    /// <summary>Faults of any command: what they are called here, and the code.</summary>
    private static readonly Dictionary<string, (Fault Fault, ErrorCode Code)> Faults = new()
    {
        ["cut"] = (new Fault.Cut(), ErrorCode.NetworkError),
        ["cut in the middle of the answer"] = (new Fault.CutAnswer(10), ErrorCode.NetworkError),
        ["BYE"] = (new Fault.Say("* BYE going down\r\n", IsLast: true), ErrorCode.NetworkError),
        ["garbage"] = (new Fault.Say("\0\x7F{99999999999}(((\"\r\n", IsLast: true), ErrorCode.NetworkError),
        ["literal that never comes"] = (new Fault.Say("* 1 FETCH (BODY[] {9999999999999}\r\n", IsLast: true), ErrorCode.NetworkError),
        ["BAD"] = (new Fault.Answer("BAD what?"), ErrorCode.NetworkError),
        ["NO"] = (new Fault.Answer("NO not today"), ErrorCode.AccessDenied),
        ["NO [UNAVAILABLE]"] = (new Fault.Answer("NO [UNAVAILABLE] later"), ErrorCode.NetworkError),
        ["NO [NOPERM]"] = (new Fault.Answer("NO [NOPERM] not you"), ErrorCode.AccessDenied),
        ["NO [READ-ONLY]"] = (new Fault.Answer("NO [READ-ONLY] this is only for reading"), ErrorCode.AccessDenied),
        ["NO [OVERQUOTA]"] = (new Fault.Answer("NO [OVERQUOTA] full"), ErrorCode.QuotaExceeded),
    };

    public static TheoryData<string> Any => new(Faults.Keys);

    /// <summary>Those after which the command has surely had no effect.</summary>
    public static TheoryData<string> Refusals => new(Faults.Where(f => f.Value.Fault is not Fault.CutAnswer).Select(f => f.Key));

    [Theory]
    [MemberData(nameof(Any))]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Reading_a_message(string name)
    {
        var (fault, code) = Faults[name];
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"Line {i} of the body.\r\n"));
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain("Large", text));
        await using var mailbox = await gateway.OpenAsync(user);
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Large");

        await FaultyGateway.FailsAsync(gateway.Imap, "BODY.PEEK[])", fault, async () => (await inbox.OpenMessageAsync(id, default)).Dispose(), code);

        using var message = await inbox.OpenMessageAsync(id, default);
        Assert.Equal(text.TrimEnd(), (await message.TextAsync(default))?.TrimEnd());
    }

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Reading_a_message_that_is_cut_in_the_middle_of_its_literal()
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"Line {i} of the body.\r\n"));
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain("Large", text));
        await using var mailbox = await gateway.OpenAsync(user);
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Large");

        await FaultyGateway.FailsAsync(gateway.Imap, "BODY.PEEK[])", new Fault.CutAnswer(40_000), async () => (await inbox.OpenMessageAsync(id, default)).Dispose(), ErrorCode.NetworkError);

        using var message = await inbox.OpenMessageAsync(id, default);
        Assert.Equal(text.TrimEnd(), (await message.TextAsync(default))?.TrimEnd());
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    [Trait("Operation", "RopSaveChangesMessage")]
    public async Task Saving_a_draft(string name)
    {
        var (fault, code) = Faults[name];
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "Text");

        await FaultyGateway.FailsAsync(gateway.Imap, "APPEND \"Drafts\"", fault, () => message.SaveAsync(default), code);

        await message.SaveAsync(default);
        await IsOnceAsync(mailbox, "Drafts", "Draft");
    }

    /// <summary>The server has it, only the gateway cannot know: it looks, and the draft is there once.</summary>
    [Fact]
    [Trait("Operation", "RopSaveChangesMessage")]
    public async Task Saving_a_draft_whose_answer_is_lost_saves_it_once()
    {
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "Text");
        gateway.Imap.Inject("APPEND \"Drafts\"", new Fault.CutAnswer(10), times: 1);
        try
        {
            await message.SaveAsync(default);
        }
        finally
        {
            gateway.Imap.Heal();
        }

        await message.SetAsync([new(PidTag.Body, "Changed")], default);
        await message.SaveAsync(default);
        await IsOnceAsync(mailbox, "Drafts", "Draft");
    }

    [Fact]
    [Trait("Operation", "RopSaveChangesMessage")]
    public async Task Saving_a_draft_that_is_cut_in_the_middle_of_its_content()
    {
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", new string('x', 15_000));

        await FaultyGateway.FailsAsync(gateway.Imap, "APPEND \"Drafts\"", new Fault.CutContent(), () => message.SaveAsync(default), ErrorCode.NetworkError);

        await message.SaveAsync(default);
        await IsOnceAsync(mailbox, "Drafts", "Draft");
    }

    [Theory]
    [MemberData(nameof(Any))]
    [Trait("Operation", "RopSetMessageReadFlag")]
    public async Task Marking_a_message_read(string name)
    {
        var (fault, code) = Faults[name];
        await using var mailbox = await DeliveredAsync("Unread");
        using var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Unread");

        await FaultyGateway.FailsAsync(gateway.Imap, "UID STORE", fault, () => message.SetReadFlagAsync(ReadFlags.Default, default), code);

        await message.SetReadFlagAsync(ReadFlags.Default, default);
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        Assert.Contains("\\Seen", await imap.FlagsAsync(Assert.Single(await imap.SearchAsync("INBOX"))));
    }

    [Theory]
    [MemberData(nameof(Any))]
    [Trait("Operation", "RopCreateFolder")]
    public async Task Making_a_folder(string name)
    {
        var (fault, code) = Faults[name];
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        using var top = await mailbox.Store.OpenFolderAsync(special[SpecialFolder.Subtree]!.Value, default);

        await FaultyGateway.FailsAsync(gateway.Imap, "CREATE \"Project\"", fault, async () => (await top.CreateFolderAsync("Project", "", false, default)).Dispose(), code);

        using var folder = await top.CreateFolderAsync("Project", "", true, default);
        Assert.Empty(await Mailbox.RowsAsync(folder, [PidTag.Subject]));
    }

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Server_that_falls_silent_is_given_up_after_its_deadline()
    {
        await using var mailbox = await DeliveredAsync("Slow");
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Slow");

        await FaultyGateway.FailsAsync(
            gateway.Imap, "BODY.PEEK[])", new Fault.Silence(), async () => (await inbox.OpenMessageAsync(id, default)).Dispose(), ErrorCode.Timeout, ErrorCode.NetworkError);

        using var message = await inbox.OpenMessageAsync(id, default);
        Assert.Equal("Hello.", (await message.TextAsync(default))?.TrimEnd());
    }

    [Theory]
    [InlineData("NO [UNAVAILABLE] later", HttpStatusCode.ServiceUnavailable)]
    [InlineData("NO temporary failure, try again", HttpStatusCode.ServiceUnavailable)]
    [InlineData("BAD what?", HttpStatusCode.ServiceUnavailable)]
    [InlineData("NO [AUTHENTICATIONFAILED] who are you?", HttpStatusCode.Unauthorized)]
    [Trait("Operation", "Connect")]
    public async Task Log_in_that_fails(string answer, HttpStatusCode expected)
    {
        var user = gateway.Stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, gateway.Stack.CertificateAuthority);
        gateway.Imap.Inject("AUTHENTICATE", new Fault.Answer(answer));
        gateway.Imap.Inject("LOGIN", new Fault.Answer(answer));
        try
        {
            Assert.Equal(expected, (await endpoint.PostAsync("Connect", [])).Status);
        }
        finally
        {
            gateway.Imap.Heal();
        }

        // Somebody else is let in at once.
        await using var mailbox = await gateway.OpenAsync(gateway.Stack.NewUser());
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
    }

    [Fact]
    [Trait("Operation", "Connect")]
    public async Task Server_that_refuses_tls_is_given_no_password()
    {
        await using var imap = new ImapProxy(gateway.Stack.Imap);
        imap.Inject("STARTTLS", new Fault.Answer("NO not here"));
        imap.Inject("AUTHENTICATE", new Fault.Cut());
        imap.Inject("LOGIN", new Fault.Cut());
        await using var own = await OwnGateway.StartAsync(gateway.Stack, imap.Settings[0], ("MAPIGATE_BACKENDS__IMAP__STARTTLS", "required"));
        using var endpoint = new RawEndpoint(own.Url, gateway.Stack.NewUser(), gateway.Stack.CertificateAuthority);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await endpoint.PostAsync("Connect", [])).Status);

        // STARTTLS was asked for, and nothing that names the user came after it.
        Assert.All(imap.Met, command => Assert.Contains("STARTTLS", command, StringComparison.Ordinal));
        Assert.NotEmpty(imap.Met);
    }

    private async Task<Mailbox> DeliveredAsync(string subject)
    {
        var user = gateway.Stack.NewUser();
        await Delivery.DeliverAsync(gateway.Stack, user, Letter.Plain(subject));
        return await gateway.OpenAsync(user);
    }

    private async Task IsOnceAsync(Mailbox mailbox, string folder, string subject)
    {
        Assert.Equal([subject], await mailbox.SubjectsAsync(SpecialFolder.Drafts));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        Assert.Single(await imap.SearchAsync(folder));
    }
}
