using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>Stores of the client under test at the stack's Dovecot.</summary>
internal static class DovecotStores
{
    public static ImapOptions Options(this Stack stack) => new() { Host = "127.0.0.1", Port = stack.Imaps, CertificateAuthority = stack.CertificateAuthority };

    public static Task<IMailStore> LogInAsync(this Stack stack, StackUser user) => LogInAsync(stack.Options(), new BackendCredentials(user.Address, user.Password));

    public static Task<IMailStore> LogInAsync(ImapOptions options, BackendCredentials credentials) =>
        new ImapMailBackend(options, TimeProvider.System, NullLogger<ImapMailBackend>.Instance).LogInAsync(credentials, CancellationToken.None);

    /// <summary>A store that does not see some of the server's capabilities.</summary>
    public static Task<IMailStore> LogInWithoutAsync(this Stack stack, StackUser user, params string[] capabilities)
    {
        var options = new ImapOptions { Host = "127.0.0.1", Port = stack.Imap, TlsMode = ImapTlsMode.None, PollInterval = TimeSpan.FromSeconds(1) };
        var backend = new ImapMailBackend(
            options,
            async token => new HidingStream(await TcpDialer.DialAsync(options.Host, options.Port, token), capabilities),
            TimeProvider.System,
            NullLogger.Instance);
        return backend.LogInAsync(new BackendCredentials(user.Address, user.Password), CancellationToken.None);
    }

    public static async Task<byte[]> FetchAsync(this IMailStore store, string path, MailLocation location)
    {
        using var destination = new MemoryStream();
        await store.FetchMessageAsync(path, location.UidValidity, location.Uid, destination, CancellationToken.None);
        return destination.ToArray();
    }

    public static async Task<MailLocation> AppendAsync(this IMailStore store, string path, byte[] content) =>
        (await store.AppendAsync(path, new MemoryStream(content), content.Length, MailFlags.None, null, CancellationToken.None))!.Value;
}
