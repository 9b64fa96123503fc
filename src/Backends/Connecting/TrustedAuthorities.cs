using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mapigate.Backends.Connecting;

/// <summary>Which certificates of servers are believed: the system's authorities and those of one configured file.</summary>
public sealed class TrustedAuthorities
{
    private readonly X509Certificate2Collection _extra = [];

    private TrustedAuthorities()
    {
    }

    /// <summary>The system's authorities alone.</summary>
    public static TrustedAuthorities System { get; } = new();

    /// <summary>The system's authorities and those in a PEM file; null or empty names no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="global::System.Security.Cryptography.CryptographicException">The file holds no certificate.</exception>
    public static TrustedAuthorities Load(string? pemFile)
    {
        if (string.IsNullOrEmpty(pemFile))
        {
            return System;
        }

        var authorities = new TrustedAuthorities();
        authorities._extra.ImportFromPem(File.ReadAllText(pemFile));
        return authorities._extra.Count > 0
            ? authorities
            : throw new global::System.Security.Cryptography.CryptographicException($"{pemFile} holds no certificate.");
    }

    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>. The name must always fit; only the authority may be one of the file's.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _extra.Count == 0 || certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_extra);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new global::System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        if (chain is not null)
        {
            foreach (var element in chain.ChainElements)
            {
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        return own.Build(leaf);
    }
}
