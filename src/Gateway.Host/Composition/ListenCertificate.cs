using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>The certificate that the listener shows. Files that were renewed are loaded again without a restart.</summary>
/// <param name="certificate">PEM file with the certificate and those between it and the root.</param>
/// <param name="key">PEM file with its key.</param>
/// <param name="time">When to look for newer files.</param>
internal sealed class ListenCertificate(string certificate, string key, TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private DateTime _written;
    private DateTimeOffset _looked;

    /// <summary>The configured certificate, or one that is made and kept in the state folder.</summary>
    public static ListenCertificate Load(GatewayConfiguration configuration, TimeProvider time)
    {
        var (certificate, key) = configuration.Listen is { Certificate: { } given, Key: { } givenKey }
            ? (given, givenKey)
            : SelfSignedCertificate.Ensure(Path.Combine(configuration.State, "tls"), SelfSignedCertificate.NamesFor(configuration), time.GetUtcNow());
        var loaded = new ListenCertificate(certificate, key, time);
        loaded.Get();
        return loaded;
    }

    public TlsHandshakeCallbackOptions Handshake() => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = Get() }),
    };

    /// <summary>The certificate as it is on disk, at most a minute old; one that cannot be read leaves the one before in use.</summary>
    public SslStreamCertificateContext Get()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_current is not null && now - _looked < LookInterval)
                return _current;
            _looked = now;
            var written = File.GetLastWriteTimeUtc(certificate);
            if (_current is not null && written == _written)
                return _current;
            try
            {
                _current = Read();
                _written = written;
            }
            catch (Exception e) when (_current is not null && e is IOException or CryptographicException or UnauthorizedAccessException)
            {
                // The files are being replaced right now; the next look finds them whole.
            }

            return _current!;
        }
    }

    private SslStreamCertificateContext Read()
    {
        var leaf = X509Certificate2.CreateFromPemFile(certificate, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }
}
