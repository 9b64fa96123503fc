namespace Mapigate.Backends.Imap;

/// <summary>How the connection to the server is protected.</summary>
public enum ImapTlsMode
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>TLS from the first byte (port 993). RFC 8314</summary>
    Implicit,

    /// <summary>STARTTLS, without which nothing is sent. RFC 3501 6.2.1</summary>
    StartTls,
}
