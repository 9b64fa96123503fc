using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>Makes the HTTP client that the transports and Autodiscover of one user share.</summary>
public static class HttpConnections
{
    /// <summary>A client with the options' credentials and trust. Redirects and cookies are left to the caller; it has no overall timeout.</summary>
    public static HttpClient Create(ClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirected POST would arrive as GET, and with the credentials at whatever place was named.
            AllowAutoRedirect = false,

            // The cookies of one session context must not mix with another's. [MS-OXCMAPIHTTP] 3.2.5.6
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(30),
            SslOptions = Trust(options),
        };
        return new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { Authorization = Basic(options) },
        };
    }

    private static AuthenticationHeaderValue Basic(ClientOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));

    private static SslClientAuthenticationOptions Trust(ClientOptions options)
    {
        var ssl = new SslClientAuthenticationOptions();
        if (options.AcceptAnyCertificate)
        {
#pragma warning disable CA5359, MA0039 // The caller asked for it by name.
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }
        else if (options.CertificateAuthorities is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            ssl.CertificateChainPolicy = policy;
        }

        return ssl;
    }
}
