using System.Security.Cryptography.X509Certificates;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>Who connects, and which servers are trusted.</summary>
/// <param name="User">Log-in name, for Basic authentication.</param>
/// <param name="Password">Sent to the server in every request; never logged.</param>
public sealed record ClientOptions(string User, string Password)
{
    /// <summary>Certificates that are trusted as roots instead of the system's; null for the system's.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>Any certificate will do, expired, self-signed or of another name. For tests.</summary>
    public bool AcceptAnyCertificate { get; init; }

    /// <summary>The X-ClientApplication header; servers tell their clients' abilities from it. [MS-OXCMAPIHTTP] 2.2.3.3.6</summary>
    public string ClientApplication { get; init; } = "Outlook/15.00.4569.1503";

    /// <summary>Longest wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of a server at work; at least three times its announced pending period.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest response body in bytes.</summary>
    public int MaxResponse { get; init; } = 8 * 1024 * 1024;

    /// <summary>Clock of timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
