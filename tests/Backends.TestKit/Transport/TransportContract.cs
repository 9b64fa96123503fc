using System.Text;
using Mapigate.Backends.TestKit.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.TestKit.Transport;

/// <summary>What every test of a transport starts with: a server, a sender, and a patience that ends.</summary>
public abstract class TransportContract<TSite>(TSite site) : IAsyncLifetime
    where TSite : ITransportSite
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    private protected TSite Site => site;

    private protected CancellationToken Token => _patience.Token;

    private protected BackendCredentials Sender { get; private set; } = new("", "");

    public async Task InitializeAsync() => Sender = await site.NewUserAsync();

    public Task DisposeAsync()
    {
        _patience.Dispose();
        return Task.CompletedTask;
    }

    private protected Task<SubmissionResult> SubmitAsync(byte[] content, params string[] recipients) => SubmitAsync(new MailEnvelope(Sender.User, recipients), content);

    private protected Task<SubmissionResult> SubmitAsync(MailEnvelope envelope, byte[] content) =>
        site.Transport.SubmitAsync(Sender, envelope, new MemoryStream(content), content.Length, Token);

    /// <summary>The one message that the user has is this one, behind the fields that servers put before it.</summary>
    private protected async Task ArrivesAsync(BackendCredentials user, byte[] content) => IsDelivered(content, Assert.Single(await site.ArrivedAsync(user, 1, Token)));

    /// <summary>
    /// A message that the user gets now is the only one. Servers deliver later than they answer, but what was taken before has its turn before what is taken now.
    /// </summary>
    private protected async Task HasNothingAsync(params BackendCredentials[] users)
    {
        foreach (var user in users)
        {
            var content = Letter.Of("the only one");
            await SubmitAsync(content, user.User);
            await ArrivesAsync(user, content);
        }
    }

    private protected static void IsDelivered(byte[] content, byte[] arrived)
    {
        Assert.True(
            arrived.AsSpan().EndsWith(content),
            $"Of {content.Length} octets arrived {arrived.Length}, the last {CommonEnd(content, arrived)} alike:\n{Encoding.Latin1.GetString(arrived.AsSpan(0, Math.Min(arrived.Length, 2000)))}");
        IsTrace(arrived.AsSpan(0, arrived.Length - content.Length));
    }

    /// <summary>Whole fields, and no end of the header among them. RFC 5321 4.4</summary>
    private protected static void IsTrace(ReadOnlySpan<byte> before)
    {
        var text = Encoding.Latin1.GetString(before);
        Assert.True(text.Length == 0 || text.EndsWith("\r\n", StringComparison.Ordinal), text);
        foreach (var line in text.Split("\r\n")[..^1])
            Assert.Matches(@"^([!-9;-~]+:|[ \t]+\S)", line);
    }

    private static int CommonEnd(byte[] one, byte[] two)
    {
        var count = 0;
        while (count < Math.Min(one.Length, two.Length) && one[^(count + 1)] == two[^(count + 1)])
            count++;
        return count;
    }
}
