using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Mapigate.Backends.Connecting;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Commands;

/// <summary>Whether a configured server can be reached, with a certificate that is believed, and speaks its protocol.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Server">Host and port.</param>
/// <param name="Fault">What failed; null where it answered.</param>
/// <param name="Praise">What is said where nothing failed.</param>
internal sealed record ServerGreeting(string Key, string Server, string? Fault, string Praise = "answers")
{
    private const int LongestGreeting = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<ServerGreeting>> AskAllAsync(BackendsSettings backends, CancellationToken cancellationToken)
    {
        var asked = new List<Task<ServerGreeting>>();
        if (backends.Local is { } local)
            asked.Add(Task.FromResult(LocalFolderCheck.Run(local)));
        if (backends.Imap is { } imap && ServerAddress.OfImap(imap.Url) is { } mail)
            asked.Add(AskAsync("backends.imap", mail, imap.CertificateAuthority, "* OK", cancellationToken));
        if (backends.Smtp is { } smtp && ServerAddress.OfSmtp(smtp.Url) is { } submission)
            asked.Add(AskAsync("backends.smtp", submission, smtp.CertificateAuthority, "220", cancellationToken));
        if (backends.Dav is { } dav && Uri.TryCreate(dav.Url.Replace("{user}", "user", StringComparison.Ordinal), UriKind.Absolute, out var url))
            asked.Add(AskAsync("backends.dav", new ServerAddress(url.IdnHost, url.Port, url.Scheme == Uri.UriSchemeHttps), dav.CertificateAuthority, null, cancellationToken));
        return await Task.WhenAll(asked);
    }

    private static async Task<ServerGreeting> AskAsync(string key, ServerAddress server, string? authority, string? greeting, CancellationToken cancellationToken)
    {
        var name = $"{server.Host}:{server.Port}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(server.Host, server.Port, deadline.Token);
            await using var stream = server.IsImplicitTls ? new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, TrustedAuthorities.Load(authority).Accepts) : (Stream)tcp.GetStream();
            if (stream is SslStream tls)
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, deadline.Token);
            if (greeting is null)
                return new ServerGreeting(key, name, null);
            var buffer = new byte[LongestGreeting];
            var length = await stream.ReadAtLeastAsync(buffer, greeting.Length, throwOnEndOfStream: false, deadline.Token);
            var said = Encoding.ASCII.GetString(buffer, 0, length);
            return new ServerGreeting(key, name, said.StartsWith(greeting, StringComparison.Ordinal) ? null : $"did not greet as expected: {said.Split('\r')[0]}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ServerGreeting(key, name, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            return new ServerGreeting(key, name, e.Message);
        }
    }
}
