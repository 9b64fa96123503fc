using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.Gateway.Core.AddressBook;

/// <summary>Somebody in the address book.</summary>
/// <param name="Id">What clients call him while the gateway runs.</param>
/// <param name="Address">Mail address in lower case.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="LegacyDn">What clients call him for good.</param>
/// <param name="MailboxGuid">His mailbox.</param>
public sealed record Person(MinimalEntryId Id, string Address, string DisplayName, string LegacyDn, Guid MailboxGuid)
{
    /// <summary>The part of the address before the @.</summary>
    public string Account => Address[..Address.LastIndexOf('@')];
}
