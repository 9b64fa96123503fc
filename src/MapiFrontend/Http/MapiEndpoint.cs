namespace Mapigate.MapiFrontend.Http;

/// <summary>The two endpoints. [MS-OXCMAPIHTTP] 1.3</summary>
internal enum MapiEndpoint
{
    /// <summary><c>/mapi/emsmdb/</c></summary>
    Mailbox,

    /// <summary><c>/mapi/nspi/</c></summary>
    AddressBook,
}
