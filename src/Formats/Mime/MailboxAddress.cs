namespace Mapigate.Formats.Mime;

/// <summary>A mailbox. RFC 5322 3.4.</summary>
/// <param name="DisplayName">Decoded display name, or null.</param>
/// <param name="Address">addr-spec; empty where a sender gave only a name. Without a domain where it had none.</param>
public sealed record MailboxAddress(string? DisplayName, string Address) : InternetAddress(DisplayName)
{
    /// <summary>What stands before the last at sign.</summary>
    public string LocalPart => Address.LastIndexOf('@') is var at and >= 0 ? Address[..at] : Address;

    /// <summary>What stands after the last at sign; empty when there is none.</summary>
    public string Domain => Address.LastIndexOf('@') is var at and >= 0 ? Address[(at + 1)..] : "";
}
