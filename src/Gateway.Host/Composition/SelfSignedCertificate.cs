using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>Makes a certificate where none is given, and keeps it as long as it fits.</summary>
internal static class SelfSignedCertificate
{
    private const int KeyBits = 3072;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(825);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>The names by which clients reach the gateway.</summary>
    public static IReadOnlyList<string> NamesFor(GatewayConfiguration configuration)
    {
        var host = ListenAddress.Of(configuration.Listen.Url) is { IsAny: false } address ? address.Host : "";
        var external = configuration.ExternalUrl is { } url ? new Uri(url).IdnHost.Trim('[', ']') : host;
        return [.. new[] { external, host, "localhost" }.Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The files of a certificate for those names, made anew where there is none that fits.</summary>
    public static (string Certificate, string Key) Ensure(string folder, IReadOnlyList<string> names, DateTimeOffset now)
    {
        var (certificate, key) = (Path.Combine(folder, "self-signed.pem"), Path.Combine(folder, "self-signed.key"));
        if (!Fits(certificate, key, names, now))
            Make(folder, certificate, key, names, now);
        return (certificate, key);
    }

    private static bool Fits(string certificate, string key, IReadOnlyList<string> names, DateTimeOffset now)
    {
        try
        {
            using var kept = X509Certificate2.CreateFromPemFile(certificate, key);
            return (now + RenewBefore).UtcDateTime < kept.NotAfter.ToUniversalTime() && names.All(name => kept.MatchesHostname(name, allowCommonName: false));
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Make(string folder, string certificate, string key, IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var rsa = RSA.Create(KeyBits);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={names[0]}"), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var made = request.CreateSelfSigned(now.AddHours(-1), now + Lifetime);

        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(key);
        using (var writer = new StreamWriter(key, options))
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificate, made.ExportCertificatePem());
    }
}
