namespace Mapigate.Backends.Smtp;

/// <summary>When the connection turns to TLS.</summary>
public enum SmtpSecurity
{
    /// <summary>Never: passwords travel in clear text. For loopback and trusted networks.</summary>
    None,

    /// <summary>After the greeting, before log-in; a server that does not offer STARTTLS is refused (port 587).</summary>
    StartTls,

    /// <summary>From the first byte (port 465, RFC 8314 3.3).</summary>
    Implicit,
}
