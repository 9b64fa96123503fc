using System.Diagnostics.CodeAnalysis;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Request types, named as in the X-RequestType header. [MS-OXCMAPIHTTP] 2.2.3.3.1</summary>
public enum MapiHttpRequest
{
    Connect,
    Execute,
    Disconnect,
    NotificationWait,
    PING,
    Bind,
    Unbind,
    CompareMIds,
    DNToMId,
    GetMatches,
    GetPropList,
    GetProps,
    GetSpecialTable,
    GetTemplateInfo,
    ModLinkAtt,
    ModProps,
    QueryColumns,
    QueryRows,
    ResolveNames,
    ResortRestriction,
    SeekEntries,
    UpdateStat,
    GetMailboxUrl,
    GetAddressBookUrl,
}

/// <summary>The header's text of each <see cref="MapiHttpRequest"/>, and which endpoint answers it.</summary>
public static class MapiHttpRequests
{
    private static readonly MapiHttpRequest[] All = Enum.GetValues<MapiHttpRequest>();
    private static readonly string[] Names = Array.ConvertAll(All, static type => type.ToString());

    /// <summary>The value of X-RequestType.</summary>
    public static string HeaderValue(this MapiHttpRequest type) => Names[(int)type];

    /// <summary>Finds a request type by its header, whatever the case of its letters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? header, out MapiHttpRequest type)
    {
        for (var i = 0; header is not null && i < Names.Length; i++)
        {
            if (!string.Equals(Names[i], header, StringComparison.OrdinalIgnoreCase))
                continue;
            type = All[i];
            return true;
        }

        type = default;
        return false;
    }

    /// <summary>The mailbox endpoint answers it. [MS-OXCMAPIHTTP] 2.2.4</summary>
    public static bool IsForMailbox(this MapiHttpRequest type) => type <= MapiHttpRequest.PING;

    /// <summary>The address book endpoint answers it. [MS-OXCMAPIHTTP] 2.2.5</summary>
    public static bool IsForAddressBook(this MapiHttpRequest type) => type >= MapiHttpRequest.PING;
}
