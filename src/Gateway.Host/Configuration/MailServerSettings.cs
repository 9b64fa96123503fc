using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends.imap</c></summary>
internal sealed record MailServerSettings
{
    [Description("imaps://host:port with TLS from the first byte, or imap://host:port.")]
    public string Url { get; init; } = "";

    [Description("For imap://: required (STARTTLS, or nothing is sent) or off (passwords travel in clear text).")]
    public string StartTls { get; init; } = ServerAddress.Required;

    [Description("PEM file with an authority to trust beside the system's.")]
    public string? CertificateAuthority { get; init; }

    [Description("Folders with a role, by their paths on the server; these stand before what the server says (SPECIAL-USE) and before folders' names.")]
    public MailFolderSettings Folders { get; init; } = new();
}
