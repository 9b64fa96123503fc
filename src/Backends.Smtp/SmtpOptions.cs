namespace Mapigate.Backends.Smtp;

/// <summary>Where mail is submitted, and how long each step may take.</summary>
public sealed record SmtpOptions
{
    /// <summary>Name or address of the server, which its certificate must carry; or the path of a local socket, beginning with a slash.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The server is one of final delivery and speaks LMTP (RFC 2033): each recipient has his own answer to the content.</summary>
    public bool IsLmtp { get; init; }

    /// <summary>PEM file with authorities to trust beside the system's.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Log in as the sender. False for a relay that knows the gateway by its address.</summary>
    public bool Authenticate { get; init; } = true;

    /// <summary>The name given in EHLO; null for the connection's own address as a literal (RFC 5321 4.1.4).</summary>
    public string? LocalName { get; init; }

    /// <summary>Connecting, greeting, EHLO and TLS together.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From a command, or a group of pipelined ones, to each of their replies.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Length in bytes from which on a message goes out by BDAT where the server offers CHUNKING (RFC 3030).</summary>
    public long ChunksFrom { get; init; } = 1024 * 1024;

    /// <summary>Sending one block of content.</summary>
    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the end of the content to its answer; RFC 5321 4.5.3.2.6 asks for ten minutes of patience.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often opening is tried before the server counts as down.</summary>
    public int OpenAttempts { get; init; } = 3;
}
