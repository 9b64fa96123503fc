using Mapigate.Mapi.Wire.OxcMsg;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>Whom a message goes to. [MS-OXCMSG] 2.2.3.5</summary>
/// <param name="Type">To, Cc or Bcc.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Address">The SMTP address; a distinguished name where <see cref="AddressType"/> is EX.</param>
public sealed record Recipient(RecipientType Type, string Name, string Address)
{
    /// <summary>SMTP, EX or a foreign system's.</summary>
    public string AddressType { get; init; } = "SMTP";

    /// <summary>The SMTP address of a recipient of any type; null where none is known.</summary>
    public string? SmtpAddress { get; init; }
}
