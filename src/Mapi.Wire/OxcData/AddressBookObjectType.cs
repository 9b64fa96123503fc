namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>What an object of the address book is. [MS-OXCDATA] 2.2.5.2</summary>
public enum AddressBookObjectType : uint
{
    LocalMailUser = 0x00000000,
    DistributionList = 0x00000001,
    Forum = 0x00000002,
    Agent = 0x00000003,
    Organization = 0x00000004,
    PrivateDistributionList = 0x00000005,
    RemoteMailUser = 0x00000006,
    Container = 0x00000100,
    Template = 0x00000101,
    AddressTemplate = 0x00000102,
    Search = 0x00000200,
}
