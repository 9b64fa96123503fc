using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Backends.Connecting;

namespace Mapigate.Backends.Tests.Connecting;

/// <summary>Real handshakes over loopback, with certificates made here.</summary>
public sealed class TrustedAuthoritiesTests
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Certificate_of_the_configured_authority_is_believed()
    {
        using var authority = Authority();
        await HandshakeAsync(Server(authority, "mail.example.test"), Loaded(authority), "mail.example.test");
    }

    [Fact]
    public async Task Another_authority_is_not_believed()
    {
        using var authority = Authority();
        using var stranger = Authority();
        await RefusedAsync(Server(stranger, "mail.example.test"), Loaded(authority), "mail.example.test");
    }

    [Fact]
    public async Task Another_name_is_not_believed_even_from_the_configured_authority()
    {
        using var authority = Authority();
        await RefusedAsync(Server(authority, "other.example.test"), Loaded(authority), "mail.example.test");
    }

    [Fact]
    public async Task Expired_certificate_is_not_believed()
    {
        using var authority = Authority();
        await RefusedAsync(Server(authority, "mail.example.test", Today.AddDays(-1)), Loaded(authority), "mail.example.test");
    }

    [Fact]
    public async Task Certificate_for_clients_is_not_believed()
    {
        using var authority = Authority();
        await RefusedAsync(
            Server(authority, "mail.example.test", purpose: "1.3.6.1.5.5.7.3.2"), Loaded(authority), "mail.example.test");
    }

    [Fact]
    public async Task Without_a_file_the_system_does_not_know_the_authority()
    {
        using var authority = Authority();
        await RefusedAsync(Server(authority, "mail.example.test"), TrustedAuthorities.Load(null), "mail.example.test");
    }

    [Fact]
    public void File_without_a_certificate_is_an_error()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "nothing here");
            Assert.Throws<CryptographicException>(() => TrustedAuthorities.Load(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TrustedAuthorities Loaded(X509Certificate2 authority)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, authority.ExportCertificatePem());
            return TrustedAuthorities.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Today.AddDays(-10), Today.AddDays(10));
    }

    private static X509Certificate2 Server(X509Certificate2 authority, string name, DateTimeOffset? until = null, string purpose = "1.3.6.1.5.5.7.3.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        using var signed = request.Create(authority, Today.AddDays(-9), until ?? Today.AddDays(9), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private static async Task RefusedAsync(X509Certificate2 server, TrustedAuthorities trusted, string name) =>
        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(server, trusted, name));

    private static async Task HandshakeAsync(X509Certificate2 server, TrustedAuthorities trusted, string name)
    {
        using var _ = server;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var connecting = client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        await connecting;

        await using var serverStream = new SslStream(accepted.GetStream());
        await using var clientStream = new SslStream(client.GetStream());
        var serving = serverStream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server });
        try
        {
            await clientStream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = name,
                RemoteCertificateValidationCallback = trusted.Accepts,
            });
        }
        finally
        {
            client.Close();
            // How the server's side ends is not what is asked here; in TLS 1.3 it has ended before the client decides.
            await ((Task)serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
