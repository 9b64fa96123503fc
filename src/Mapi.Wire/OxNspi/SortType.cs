namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>Order of an address book table. [MS-OXNSPI] 2.2.1.10</summary>
public enum SortType : uint
{
    DisplayName = 0,
    PhoneticDisplayName = 3,

    /// <summary>By display name, a table on an object-valued property that is not to be written.</summary>
    DisplayNameReadOnly = 0x3E8,

    /// <summary>By display name, a table on an object-valued property that is to be written.</summary>
    DisplayNameWritable = 0x3E9,
}
