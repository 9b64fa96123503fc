using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Items;
using Mapigate.Backends.TestKit.Mail;

namespace Mapigate.Backends.Local.Tests;

/// <summary>A server with many users who have not logged in yet, shared by the tests of a contract.</summary>
public sealed class LocalSite : IMailSite, IItemSite, IDisposable
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

    public Task<BackendCredentials> NewUserAsync() => Task.FromResult(new BackendCredentials($"u{Interlocked.Increment(ref _next)}@example.test", "secret"));

    Task<IMailStore> IMailSite.LogInAsync(BackendCredentials credentials) => Server.Mail.LogInAsync(credentials, default);

    Task<IItemStore> IItemSite.LogInAsync(BackendCredentials credentials) => Server.Items.LogInAsync(credentials, default);

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
