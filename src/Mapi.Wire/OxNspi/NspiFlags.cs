namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>How properties are wanted. [MS-OXNSPI] 2.2.1.11</summary>
[Flags]
public enum RetrievePropertyFlags : uint
{
    None = 0,

    /// <summary>fSkipObjects: lists of tags that the server makes leave out embedded tables.</summary>
    SkipObjects = 1,

    /// <summary>fEphID: entry ids in their ephemeral form.</summary>
    EphemeralIds = 2,
}

/// <summary>Which special table is wanted. [MS-OXNSPI] 2.2.1.12</summary>
[Flags]
public enum SpecialTableFlags : uint
{
    None = 0,

    /// <summary>NspiAddressCreationTemplates: the creation templates, not the hierarchy.</summary>
    AddressCreationTemplates = 2,

    /// <summary>NspiUnicodeStrings</summary>
    UnicodeStrings = 4,
}

/// <summary>How column lists name strings. [MS-OXNSPI] 2.2.1.13</summary>
[Flags]
public enum QueryColumnsFlags : uint
{
    None = 0,

    /// <summary>NspiUnicodeProptypes</summary>
    UnicodePropertyTypes = 0x80000000,
}

/// <summary>Which parts of a template are wanted. [MS-OXNSPI] 2.2.1.14</summary>
[Flags]
public enum TemplateInfoFlags : uint
{
    None = 0,
    Template = 1,
    Script = 4,
    AddressCreation = 0x10,
    HelpFileName = 0x20,
    HelpFileContents = 0x40,
}

/// <summary>How a link is modified. [MS-OXNSPI] 2.2.1.15</summary>
[Flags]
public enum ModLinkAttFlags : uint
{
    None = 0,

    /// <summary>fDelete: the values are removed, else added.</summary>
    Delete = 1,
}
