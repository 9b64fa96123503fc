namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>What an address book object is. [MS-OXNSPI] 2.2.1.3</summary>
public enum DisplayType : uint
{
    /// <summary>DT_MAILUSER</summary>
    MailUser = 0,

    /// <summary>DT_DISTLIST</summary>
    DistributionList = 1,

    /// <summary>DT_FORUM: a public folder</summary>
    Forum = 2,

    /// <summary>DT_AGENT</summary>
    Agent = 3,

    /// <summary>DT_ORGANIZATION; never returned by a server</summary>
    Organization = 4,

    /// <summary>DT_PRIVATE_DISTLIST; never returned by a server</summary>
    PrivateDistributionList = 5,

    /// <summary>DT_REMOTE_MAILUSER</summary>
    RemoteMailUser = 6,

    /// <summary>DT_CONTAINER: only in the hierarchy table</summary>
    Container = 0x100,

    /// <summary>DT_TEMPLATE; never returned by a server</summary>
    Template = 0x101,

    /// <summary>DT_ADDRESS_TEMPLATE: only in the address creation table</summary>
    AddressTemplate = 0x102,

    /// <summary>DT_SEARCH; never returned by a server</summary>
    Search = 0x200,
}
