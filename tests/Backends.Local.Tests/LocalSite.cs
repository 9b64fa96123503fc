using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Mail;

namespace Mapigate.Backends.Local.Tests;

/// <summary>A server with many users who have not logged in yet, shared by the tests of a contract.</summary>
public sealed class LocalSite : IMailSite, IDisposable
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

    public Task<BackendCredentials> NewUserAsync() => Task.FromResult(new BackendCredentials($"u{Interlocked.Increment(ref _next)}@example.test", "secret"));

    public Task<IMailStore> LogInAsync(BackendCredentials credentials) => Server.Mail.LogInAsync(credentials, default);

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
