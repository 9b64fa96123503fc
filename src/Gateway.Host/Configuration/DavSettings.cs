using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends.dav</c></summary>
internal sealed record DavSettings
{
    [Description("Address of the CalDAV server's root, of a principal or of a calendar home; {user} in it stands for the user's address.")]
    public string Url { get; init; } = "";

    [Description("The same for address books where they are not found from url.")]
    public string? ContactsUrl { get; init; }

    [Description("PEM file with an authority to trust beside the system's.")]
    public string? CertificateAuthority { get; init; }
}
