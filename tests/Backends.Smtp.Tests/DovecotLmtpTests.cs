using System.Text;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Against the LMTP of the Dovecot of tests/stack.</summary>
[Collection(Stack.Collection)]
public sealed class DovecotLmtpTests(Stack stack) : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    public void Dispose() => _patience.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Deliver_to_two_and_a_stranger_is_a_partial_success(long chunksFrom)
    {
        var (one, two) = (stack.NewUser(), stack.NewUser());
        var id = $"{Guid.NewGuid():N}@example.test";
        var content = $"From: alice@example.test\r\nSubject: test\r\nMessage-ID: <{id}>\r\n\r\n" + string.Concat(Enumerable.Repeat(".dotted line\r\n..\r\n", 40_000));

        var result = await Lmtp(chunksFrom).SendAsync(Sending.Alice, "", content, one.Address, "nobody@example.test", two.Address);

        Assert.Equal([one.Address, "nobody@example.test", two.Address], result.Answers.Select(a => a.Address));
        Assert.Equal([250, 550, 250], result.Answers.Select(a => a.Code));
        Assert.Equal(("nobody@example.test", "5.1.1"), Assert.Single(result.Refused) is var refused ? (refused.Address, refused.Status) : default);
        foreach (var user in new[] { one, two })
        {
            using var inbox = await Inbox.OpenAsync(stack.Imap, new BackendCredentials(user.Address, user.Password), _patience.Token);
            Assert.EndsWith(content, await inbox.TakeAsync(id, _patience.Token));
        }
    }

    [Fact]
    public async Task Deliver_to_strangers_only_is_refused()
    {
        var fault = await Lmtp(0).SendAsync(Sending.Alice, "", "x", "nobody@example.test", "none@example.test").FailsAsync(BackendError.Refused);

        Assert.Contains("5.1.1", fault.Message);
    }

    [Fact]
    public async Task Deliver_umlauts_arrive_octet_for_octet()
    {
        var user = stack.NewUser();
        var id = $"{Guid.NewGuid():N}@example.test";
        var content = $"From: alice@example.test\r\nSubject: Gr\u00FC\u00DFe\r\nMessage-ID: <{id}>\r\n\r\n\u20AC\r\n";

        await Lmtp(0).SendAsync(Sending.Alice, "alice@example.test", content, user.Address);

        using var inbox = await Inbox.OpenAsync(stack.Imap, new BackendCredentials(user.Address, user.Password), _patience.Token);
        Assert.EndsWith(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(content)), await inbox.TakeAsync(id, _patience.Token));
    }

    private SmtpMailTransport Lmtp(long chunksFrom) => new(
        new SmtpOptions { Host = "127.0.0.1", Port = stack.Lmtp, Security = SmtpSecurity.None, Authenticate = false, IsLmtp = true, ChunksFrom = chunksFrom },
        TimeProvider.System, NullLogger<SmtpMailTransport>.Instance);
}
