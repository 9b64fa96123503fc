namespace Mapigate.Backends.Imap;

/// <summary>The IMAP server and how it is used.</summary>
public sealed record ImapOptions
{
    /// <summary>Name or address of the server; its certificate must carry it.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 993;

    public ImapTlsMode TlsMode { get; init; } = ImapTlsMode.Implicit;

    /// <summary>PEM file with authorities to trust beside the system's.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Connecting, TLS and greeting together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may be silent while it owes an answer. A long answer may take longer, as long as it keeps coming.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections for each user, at least three: one for questions about folders, one that idles, the others for work inside folders.</summary>
    public int PoolSize { get; init; } = 4;

    /// <summary>An unused connection is closed after this time.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>IDLE is begun anew after this time: servers may log out after 30 minutes of silence. RFC 2177 3</summary>
    public TimeSpan IdleRenewal { get; init; } = TimeSpan.FromMinutes(29);

    /// <summary>How often a folder is looked at that no connection idles on.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often opening a connection is tried before the server counts as down.</summary>
    public int OpenAttempts { get; init; } = 3;

    /// <summary>Given to the server in ID; null says nothing. RFC 2971</summary>
    public string? ClientName { get; init; } = "Mapigate";
}
