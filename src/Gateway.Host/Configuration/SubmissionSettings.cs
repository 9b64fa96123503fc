using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends.smtp</c></summary>
internal sealed record SubmissionSettings
{
    [Description("smtps://host:port with TLS from the first byte, or smtp://host:port.")]
    public string Url { get; init; } = "";

    [Description("For smtp://: required (STARTTLS, or nothing is sent) or off (passwords travel in clear text).")]
    public string StartTls { get; init; } = ServerAddress.Required;

    [Description("PEM file with an authority to trust beside the system's.")]
    public string? CertificateAuthority { get; init; }

    [Description("The server files a copy of what it sends in the sender's mailbox itself.")]
    public bool FilesSentMail { get; init; }
}
