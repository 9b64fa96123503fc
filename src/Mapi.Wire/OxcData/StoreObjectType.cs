namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>What an EntryID of a store's object is. [MS-OXCDATA] 2.2.4</summary>
public enum StoreObjectType : ushort
{
    PrivateFolder = 0x0001,
    PublicFolder = 0x0003,
    MappedPublicFolder = 0x0005,
    PrivateMessage = 0x0007,
    PublicMessage = 0x0009,
    MappedPublicMessage = 0x000B,
    PublicNewsgroupFolder = 0x000C,
}
