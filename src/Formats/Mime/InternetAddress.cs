namespace Mapigate.Formats.Mime;

/// <summary>An entry of an address list: a mailbox or a group. RFC 5322 3.4.</summary>
/// <param name="DisplayName">Decoded display name, or null.</param>
public abstract record InternetAddress(string? DisplayName);
