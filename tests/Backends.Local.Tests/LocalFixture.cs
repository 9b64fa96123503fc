using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Tests;

/// <summary>A server of its own in a new folder, with the users alice, bob and carol at example.test, whose passwords are "pw-" and the name.</summary>
public sealed class LocalFixture : IDisposable
{
    private static readonly LocalUser[] Everybody =
        [.. new[] { "alice", "bob", "carol" }.Select(name => new LocalUser($"{name}@example.test", name, LocalPassword.Hash($"pw-{name}", iterations: 10)))];

    public LocalFixture()
    {
        Folder = NewFolder();
        Server = Open();
    }

    public string Folder { get; }

    public LocalServer Server { get; private set; }

    /// <summary>In memory where the system has such a place: every write here is synced to the disk, on which the whole machine may be waiting.</summary>
    public static string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"mapigate-local-{Guid.NewGuid():N}")).FullName;

    public LocalServer Open(Func<LocalOptions, LocalOptions>? change = null)
    {
        var options = new LocalOptions { Folder = Folder, Users = Everybody };
        return new LocalServer(change?.Invoke(options) ?? options, TimeProvider.System);
    }

    /// <summary>As after a crash: nothing is ended, everything in memory is gone.</summary>
    public void Restart(Func<LocalOptions, LocalOptions>? change = null) => Server = Open(change);

    public static BackendCredentials Credentials(string name) => new($"{name}@example.test", $"pw-{name}");

    public Task<IMailStore> MailAsync(string name = "alice") => Server.Mail.LogInAsync(Credentials(name), default);

    public string Maildir(string name = "alice") => Path.Combine(Folder, $"{name}@example.test", "Maildir");

    public static byte[] Message(string subject, string body = "hello\r\n") =>
        Encoding.UTF8.GetBytes($"From: alice@example.test\r\nTo: bob@example.test\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@example.test>\r\n\r\n{body}");

    public static async Task<uint> AppendAsync(IMailStore store, string path, byte[] message, MailFlags? flags = null, DateTimeOffset? date = null) =>
        (await store.AppendAsync(path, new MemoryStream(message), message.Length, flags ?? MailFlags.None, date, default))!.Value.Uid;

    public static async Task<string> FetchAsync(IMailStore store, string path, uint uid)
    {
        using var content = new MemoryStream();
        await store.FetchMessageAsync(path, (await store.GetStateAsync(path, default)).UidValidity, uid, content, default);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
