using System.Text;
using Mapigate.Backends.Transport;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Against the Postfix of tests/stack, which demands STARTTLS and log-in and delivers into Dovecot.</summary>
[Collection(Stack.Collection)]
public sealed class PostfixTests(Stack stack, ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    private BackendCredentials Alice => new(stack.Alice.Address, stack.Alice.Password);

    private BackendCredentials Bob => new(stack.Bob.Address, stack.Bob.Password);

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task Submit_message_arrives_octet_for_octet()
    {
        var (id, content) = Message("Grüße\r\n.\r\n..two\r\n. x\r\n\r\nlast");
        var (alice, bob) = (Alice, Bob);

        var result = await SendAsync(alice, alice.User, content, bob.User);

        Assert.StartsWith("250 2.0.0", result.Reply);
        Assert.Empty(result.Refused);
        using var inbox = await Inbox.OpenAsync(stack.Imap, bob, _patience.Token);
        var arrived = await inbox.TakeAsync(id, _patience.Token);
        Assert.EndsWith(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(content + "\r\n")), arrived);
    }

    [Fact]
    public async Task Submit_large_message_arrives_whole()
    {
        var line = new string('.', 70) + "\r\n";
        var (id, content) = Message(string.Concat(Enumerable.Repeat(line, 100_000)));
        var alice = Alice;

        var started = TimeProvider.System.GetTimestamp();
        await SendAsync(alice, alice.User, content, alice.User);
        output.WriteLine($"{content.Length} bytes in {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");

        using var inbox = await Inbox.OpenAsync(stack.Imap, alice, _patience.Token);
        Assert.EndsWith(content, await inbox.TakeAsync(id, _patience.Token));
    }

    [Fact]
    public async Task Submit_as_another_user_through_the_master_account()
    {
        var (id, content) = Message("by the master");
        var alice = Alice;

        await SendAsync(Master(alice.User), alice.User, content, alice.User);

        using var inbox = await Inbox.OpenAsync(stack.Imap, alice, _patience.Token);
        Assert.Contains("by the master", await inbox.TakeAsync(id, _patience.Token));
    }

    [Fact]
    public async Task Submit_unknown_recipient_is_named_and_the_others_get_the_message()
    {
        var (id, content) = Message("to those who exist");
        var (alice, bob) = (Alice, Bob);

        var result = await SendAsync(alice, alice.User, content, "nobody@example.test", bob.User);

        var refused = Assert.Single(result.Refused);
        Assert.Equal(("nobody@example.test", 550), (refused.Address, refused.Code));
        Assert.Contains("5.1.1", refused.Text);
        using var inbox = await Inbox.OpenAsync(stack.Imap, bob, _patience.Token);
        Assert.Contains("to those who exist", await inbox.TakeAsync(id, _patience.Token));
    }

    [Fact]
    public async Task Submit_sender_of_another_user_is_denied()
    {
        var fault = await SendAsync(Alice, Bob.User, "x", Bob.User).FailsAsync(BackendError.AccessDenied);

        Assert.Contains("5.7.1", fault.Message);
    }

    [Fact]
    public async Task Submit_wrong_password_fails_the_log_in()
    {
        var alice = Alice;

        await SendAsync(alice with { Password = "wrong" }, alice.User, "x", alice.User).FailsAsync(BackendError.AuthenticationFailed);
    }

    [Fact]
    public async Task Submit_beyond_the_servers_size_is_refused_without_reading_the_content()
    {
        var alice = Alice;
        var untouched = new MemoryStream(new byte[10]);

        await Transport().SubmitAsync(alice, new MailEnvelope(alice.User, [alice.User]), untouched, 1L << 40, _patience.Token).FailsAsync(BackendError.TooLarge);

        Assert.Equal(0, untouched.Position);
    }

    [Fact]
    public async Task Submit_international_address_reaches_the_servers_judgement()
    {
        var alice = Alice;

        var fault = await SendAsync(alice, alice.User, "x", "jürgen@example.test").FailsAsync(BackendError.Refused);

        Assert.Contains("5.1.1", fault.Message);
    }

    [Fact]
    public async Task Submit_wish_for_a_report_of_success_is_fulfilled()
    {
        var (id, content) = Message("report to me");
        var sender = stack.NewUser();
        var envelopeId = $"env+{Guid.NewGuid():N}";
        var envelope = new MailEnvelope(sender.Address, [Bob.User])
        {
            EnvelopeId = envelopeId,
            ReturnsContent = false,
            Notices = new Dictionary<string, DeliveryNotices> { [Bob.User] = DeliveryNotices.Success },
        };
        var bytes = Encoding.UTF8.GetBytes(content.Replace("alice@example.test", sender.Address));

        var result = await Transport().SubmitAsync(new BackendCredentials(sender.Address, sender.Password), envelope, new MemoryStream(bytes), bytes.Length, _patience.Token);

        Assert.True(result.WillReport);
        Assert.Equal((Bob.User, 250, "2.1.5"), Assert.Single(result.Answers) is var answer ? (answer.Address, answer.Code, answer.Status) : default);
        using var inbox = await Inbox.OpenAsync(stack.Imap, new BackendCredentials(sender.Address, sender.Password), _patience.Token);
        var report = await inbox.TakeWithAsync($"BODY \"{id}\"", _patience.Token);
        Assert.Contains($"Original-Envelope-Id: {envelopeId}\r\n", report);
        Assert.Contains($"Original-Recipient: rfc822;{Bob.User}\r\n", report);
        Assert.Contains("Action: ", report);
    }

    [Fact]
    public async Task Submit_hold_is_not_offered()
    {
        var envelope = new MailEnvelope(Alice.User, [Bob.User]) { HoldUntil = TimeProvider.System.GetUtcNow().AddHours(1) };

        await Transport().SubmitAsync(Alice, envelope, new MemoryStream("x"u8.ToArray()), 1, _patience.Token).FailsAsync(BackendError.NotSupported);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Submit_by_chunks_and_by_data_arrives_the_same(long chunksFrom)
    {
        var (id, content) = Message(string.Concat(Enumerable.Repeat(".x\r\n..\r\nGr\u00FC\u00DFe\r\n", 50_000)));
        var alice = Alice;

        await Transport(o => o with { ChunksFrom = chunksFrom }).SendAsync(alice, alice.User, content, alice.User);

        using var inbox = await Inbox.OpenAsync(stack.Imap, alice, _patience.Token);
        Assert.EndsWith(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(content)), await inbox.TakeAsync(id, _patience.Token));
    }

    private static (string Id, string Content) Message(string body)
    {
        var id = $"{Guid.NewGuid():N}@example.test";
        return (id, $"From: alice@example.test\r\nSubject: test\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nDate: Thu, 20 Nov 2025 10:00:00 +0000\r\n\r\n{body}");
    }

    private BackendCredentials Master(string actingAs) => new(stack.Master.Address, stack.Master.Password, actingAs);

    private SmtpMailTransport Transport(Func<SmtpOptions, SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = stack.Submission, CertificateAuthority = stack.CertificateAuthority };
        return new SmtpMailTransport(change?.Invoke(options) ?? options, TimeProvider.System, NullLogger<SmtpMailTransport>.Instance);
    }

    private Task<SubmissionResult> SendAsync(BackendCredentials credentials, string sender, string content, params string[] recipients) =>
        Transport().SendAsync(credentials, sender, content, recipients);
}
