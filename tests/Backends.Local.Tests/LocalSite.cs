using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Items;
using Mapigate.Backends.TestKit.Mail;
using Mapigate.Backends.TestKit.Transport;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local.Tests;

/// <summary>A server with many users who have not logged in yet, shared by the tests of a contract.</summary>
public sealed class LocalSite : IMailSite, IItemSite, ISubmissionSite, IDisposable
{
    private const int Users = 300;

    private readonly string _folder;
    private int _next;

    public LocalSite()
    {
        var hash = LocalPassword.Hash("secret", iterations: 10);
        _folder = LocalFixture.NewFolder();
        Server = new LocalServer(
            new LocalOptions { Folder = _folder, Users = [.. Enumerable.Range(1, Users).Select(i => new LocalUser($"u{i}@example.test", $"User {i}", hash))] },
            TimeProvider.System);
    }

    public LocalServer Server { get; }

    public ItemKinds Makes => ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals | ItemKinds.Contacts;

    public bool KeepsUidsApart => false;

    public bool ReadsContents => false;

    public IMailTransport Transport => Server.Transport;

    public int LongestLine => 50_000;

    public string Stranger => "nobody@example.test";

    public long LargestMessage => new LocalOptions { Folder = "", Users = [] }.LargestMessage;

    public Task<BackendCredentials> NewUserAsync() => Task.FromResult(new BackendCredentials($"u{Interlocked.Increment(ref _next)}@example.test", "secret"));

    Task<IMailStore> IMailSite.LogInAsync(BackendCredentials credentials) => Server.Mail.LogInAsync(credentials, default);

    Task<IItemStore> IItemSite.LogInAsync(BackendCredentials credentials) => Server.Items.LogInAsync(credentials, default);

    /// <summary>Delivery is over when the transport answers.</summary>
    public async Task<IReadOnlyList<byte[]>> ArrivedAsync(BackendCredentials user, int count, CancellationToken cancellationToken)
    {
        await using var store = await Server.Mail.LogInAsync(user, cancellationToken);
        var messages = new List<byte[]>();
        var inbox = await store.GetStateAsync("INBOX", cancellationToken);
        for (var uid = 1u; uid < inbox.UidNext; uid++)
        {
            using var content = new MemoryStream();
            await store.FetchMessageAsync("INBOX", inbox.UidValidity, uid, content, cancellationToken);
            messages.Add(content.ToArray());
        }

        Assert.InRange(messages.Count, count, int.MaxValue);
        return messages;
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
