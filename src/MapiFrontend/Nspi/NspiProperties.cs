using System.Text;
using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>The properties of people. [MS-OXNSPI] 3.1.4.2, [MS-OXOABK] 2.2.3</summary>
internal sealed class NspiProperties(MapiFrontendOptions options, GlobalAddressList list)
{
    /// <summary>MAILUSER. [MS-OXOABK] 2.2.3.10</summary>
    private const int MailUserObject = 6;

    /// <summary>A mailbox user to whom permissions can be given. [MS-OXOABK] 2.2.3.12</summary>
    private const int AccessControlledUser = 0x40000000;

    /// <summary>Columns where a client names none. [MS-OXNSPI] 3.1.4.1.8, constraint 6</summary>
    public static readonly IReadOnlyList<PropertyTag> DefaultColumns =
    [
        PidTag.AddressBookContainerId,
        PidTag.ObjectType,
        PidTag.DisplayType,
        PidTag.DisplayName.WithType(PropertyType.String8),
        PidTag.PrimaryTelephoneNumber.WithType(PropertyType.String8),
        PidTag.DepartmentName.WithType(PropertyType.String8),
        PidTag.OfficeLocation.WithType(PropertyType.String8),
    ];

    /// <summary>Everything that the server knows of, strings as Unicode.</summary>
    public IReadOnlyList<PropertyTag> KnownTags(AddressBookView view) => [.. Of(view.Self, isEphemeral: false).Select(p => p.Tag)];

    public PropertyBag Of(Person person, bool isEphemeral)
    {
        var permanent = new PermanentEntryId(DisplayType.MailUser, person.LegacyDn).ToBytes();
        var bag = new PropertyBag
        {
            [PidTag.AddressBookContainerId] = 0,
            [PidTag.InstanceKey] = BitConverter.GetBytes(person.Id.Value),
            [PidTag.MappingSignature] = NspiProvider.Guid.ToByteArray(),
            [PidTag.RecordKey] = permanent,
            [PidTag.ObjectType] = MailUserObject,
            [PidTag.EntryId] = isEphemeral ? new EphemeralEntryId(list.ServerGuid, DisplayType.MailUser, person.Id).ToBytes() : permanent,
            [PidTag.DisplayName] = person.DisplayName,
            [PidTag.AddressType] = "EX",
            [PidTag.EmailAddress] = person.LegacyDn,
            [PidTag.SearchKey] = Encoding.ASCII.GetBytes($"EX:{person.LegacyDn.ToUpperInvariant()}\0"),
            [PidTag.DisplayType] = (int)DisplayType.MailUser,
            [PidTag.Templateid] = permanent,
            [PidTag.DisplayTypeEx] = AccessControlledUser,
            [PidTag.SmtpAddress] = person.Address,
            [PidTag.AddressBookDisplayNamePrintable] = person.DisplayName,
            [PidTag.Account] = person.Account,
            [PidTag.TransmittableDisplayName] = person.DisplayName,
            [PidTag.SendRichInfo] = true,
            [PidTag.AddressBookHomeMessageDatabase] = ServerDn.HomeDatabase(options.Organization, person),
            [PidTag.AddressBookProxyAddresses] = (string[])[$"SMTP:{person.Address}"],
            [PidTag.AddressBookObjectDistinguishedName] = person.LegacyDn,
            [PidTag.AddressBookNetworkAddress] = (string[])[$"ncacn_http:{options.ExternalUrl.Host}"],
            [PidTag.AddressBookObjectGuid] = person.MailboxGuid.ToByteArray(),
        };
        return bag;
    }
}
