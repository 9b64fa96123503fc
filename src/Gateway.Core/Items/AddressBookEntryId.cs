using System.Text;

namespace Mapigate.Gateway.Core.Items;

/// <summary>The permanent entry id of a user in the address book. [MS-OXCDATA] 2.2.5.2</summary>
public static class AddressBookEntryId
{
    private static readonly byte[] Provider = [0xDC, 0xA7, 0x40, 0xC8, 0xC0, 0x42, 0x10, 0x1A, 0xB4, 0xB9, 0x08, 0x00, 0x2B, 0x2F, 0xE1, 0x82];

    /// <param name="legacyDn">The user's legacy DN.</param>
    public static byte[] Of(string legacyDn) => [0, 0, 0, 0, .. Provider, 1, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(legacyDn), 0];
}
