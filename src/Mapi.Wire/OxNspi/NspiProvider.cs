namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>Fixed identifiers and default values of the address book. [MS-OXNSPI] 2.2.1</summary>
public static class NspiProvider
{
    /// <summary>GUID_NSPI: the provider in Permanent Entry IDs. [MS-OXNSPI] 2.2.1.7</summary>
    public static readonly Guid Guid = new("C840A7DC-42C0-1A10-B4B9-08002B2FE182");

    /// <summary>CP_TELETEX; a code page that clients name and no String8 value has. [MS-OXNSPI] 2.2.1.4</summary>
    public const uint TeletexCodePage = 0x4F25;

    /// <summary>CP_WINUNICODE: UTF-16, which no String8 value can have. [MS-OXNSPI] 2.2.1.4</summary>
    public const uint UnicodeCodePage = 0x04B0;

    /// <summary>NSPI_DEFAULT_LOCALE. [MS-OXNSPI] 2.2.1.5</summary>
    public const uint DefaultLocale = 0x0409;
}
