using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local.Tests.Delivery;

public sealed class DeliveryTests : IDisposable
{
    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task Message_lies_unread_in_each_recipients_inbox_with_its_trace()
    {
        var message = LocalFixture.Message("hello");
        var result = await SubmitAsync(_local.Server, message, "Bob@example.test", "carol@example.test", "bob@example.test");
        Assert.Empty(result.Refused);
        foreach (var name in (string[])["bob", "carol"])
        {
            var store = await _local.MailAsync(name);
            var state = await store.GetStateAsync("INBOX", default);
            Assert.Equal((1, 1), (state.Messages, state.Unseen));
            var text = await LocalFixture.FetchAsync(store, "INBOX", 1);
            Assert.Matches($"^Return-Path: <alice@example.test>\r\nDelivered-To: {name}@example.test\r\nReceived: by .*\r\n\tfor <{name}@example.test>; .* \\+0000\r\nFrom: alice", text);
            Assert.EndsWith(System.Text.Encoding.UTF8.GetString(message), text, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(_local.Folder, "spool")));
    }

    [Fact]
    public async Task Unknown_user_and_other_domain_are_refused_beside_a_recipient_who_gets_it()
    {
        var result = await SubmitAsync(_local.Server, LocalFixture.Message("x"), "bob@example.test", "nobody@example.test", "someone@else.test");
        Assert.Equal([("nobody@example.test", 550), ("someone@else.test", 550)], result.Refused.Select(r => (r.Address, r.Code)));
        Assert.StartsWith("5.1.1", result.Refused[0].Text, StringComparison.Ordinal);
        var nobody = await Assert.ThrowsAsync<BackendException>(() => SubmitAsync(_local.Server, LocalFixture.Message("x"), "nobody@example.test"));
        Assert.Equal(BackendError.Refused, nobody.Error);
    }

    [Fact]
    public async Task Relay_gets_other_domains_and_its_fault_spares_local_recipients()
    {
        var relay = new Relay();
        using var server = new LocalServer(new LocalOptions { Folder = _local.Folder, Users = [new LocalUser("alice@example.test", "Alice", LocalPassword.Hash("pw-alice", 10)), new LocalUser("bob@example.test", "Bob", LocalPassword.Hash("pw-bob", 10))] }, TimeProvider.System, relay);
        var message = LocalFixture.Message("x");
        Assert.Empty((await SubmitAsync(server, message, "someone@else.test", "bob@example.test")).Refused);
        Assert.Equal(["someone@else.test"], relay.Recipients);
        Assert.Equal(message, relay.Content);

        relay.Fault = new BackendException(BackendError.Unavailable, "down");
        var refused = Assert.Single((await SubmitAsync(server, message, "someone@else.test", "bob@example.test")).Refused);
        Assert.Equal(("someone@else.test", 451), (refused.Address, refused.Code));
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => SubmitAsync(server, message, "someone@else.test"))).Error);

        relay.Fault = new SubmissionOutcomeUnknownException("cut");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync(server, message, "someone@else.test", "bob@example.test"));
        Assert.Equal(3, (await (await server.Mail.LogInAsync(LocalFixture.Credentials("bob"), default)).GetStateAsync("INBOX", default)).Messages);
    }

    [Fact]
    public async Task Sender_is_the_users_own_address()
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => _local.Server.Transport.SubmitAsync(
            LocalFixture.Credentials("alice"), new MailEnvelope("bob@example.test", ["carol@example.test"]), new MemoryStream([1]), 1, default));
        Assert.Equal(BackendError.AccessDenied, fault.Error);
    }

    [Fact]
    public async Task Full_mailbox_refuses_for_now()
    {
        _local.Restart(options => options with { QuotaBytes = 2000 });
        Assert.Empty((await SubmitAsync(_local.Server, LocalFixture.Message("x"), "bob@example.test")).Refused);
        var store = await _local.MailAsync("bob");
        Assert.InRange((await store.GetQuotaAsync("INBOX", default))!.UsedBytes, 100, 2000);
        var big = LocalFixture.Message("big", new string('x', 1500) + "\r\n");
        Assert.Equal(("bob@example.test", 452), Assert.Single((await SubmitAsync(_local.Server, big, "bob@example.test", "carol@example.test")).Refused) is var full ? (full.Address, full.Code) : default);
        await Assert.ThrowsAsync<BackendException>(() => LocalFixture.AppendAsync(store, "Sent", LocalFixture.Message("big", new string('x', 1900) + "\r\n")));
    }

    private static Task<SubmissionResult> SubmitAsync(LocalServer server, byte[] message, params string[] recipients) =>
        server.Transport.SubmitAsync(LocalFixture.Credentials("alice"), new MailEnvelope("alice@example.test", recipients), new MemoryStream(message), message.Length, default);

    private sealed class Relay : IMailTransport
    {
        public Exception? Fault { get; set; }

        public IReadOnlyList<string> Recipients { get; private set; } = [];

        public byte[] Content { get; private set; } = [];

        public async Task<SubmissionResult> SubmitAsync(BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken);
            (Recipients, Content) = (envelope.Recipients, copy.ToArray());
            return Fault is null ? new SubmissionResult("250 OK", []) : throw Fault;
        }
    }
}
