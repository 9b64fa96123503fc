namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Property data types and the .NET type that a value of each has in a <see cref="PropertyBag"/>. [MS-OXCDATA] 2.11.1</summary>
public enum PropertyType : ushort
{
    /// <summary>Any type, in requests only.</summary>
    Unspecified = 0x0000,

    Null = 0x0001,

    /// <summary><see cref="short"/></summary>
    Integer16 = 0x0002,

    /// <summary><see cref="int"/></summary>
    Integer32 = 0x0003,

    /// <summary><see cref="float"/></summary>
    Floating32 = 0x0004,

    /// <summary><see cref="double"/></summary>
    Floating64 = 0x0005,

    /// <summary><see cref="OxcData.Currency"/></summary>
    Currency = 0x0006,

    /// <summary><see cref="double"/>, days since 30 December 1899</summary>
    FloatingTime = 0x0007,

    /// <summary><see cref="OxcData.ErrorCode"/></summary>
    ErrorCode = 0x000A,

    /// <summary><see cref="bool"/></summary>
    Boolean = 0x000B,

    /// <summary>A stream or an embedded object; never in a row.</summary>
    Object = 0x000D,

    /// <summary><see cref="long"/></summary>
    Integer64 = 0x0014,

    /// <summary><see cref="string"/>, in the string's own code page on the wire</summary>
    String8 = 0x001E,

    /// <summary><see cref="string"/>, UTF-16 on the wire</summary>
    String = 0x001F,

    /// <summary><see cref="FileTime"/></summary>
    Time = 0x0040,

    /// <summary><see cref="System.Guid"/></summary>
    Guid = 0x0048,

    /// <summary>Bytes</summary>
    ServerId = 0x00FB,

    /// <summary><see cref="OxcData.Restriction"/></summary>
    Restriction = 0x00FD,

    /// <summary>Bytes, the rule action block as it came</summary>
    RuleAction = 0x00FE,

    /// <summary>Bytes</summary>
    Binary = 0x0102,

    MultipleInteger16 = 0x1002,
    MultipleInteger32 = 0x1003,
    MultipleFloating32 = 0x1004,
    MultipleFloating64 = 0x1005,
    MultipleCurrency = 0x1006,
    MultipleFloatingTime = 0x1007,
    MultipleInteger64 = 0x1014,
    MultipleString8 = 0x101E,
    MultipleString = 0x101F,
    MultipleTime = 0x1040,
    MultipleGuid = 0x1048,
    MultipleBinary = 0x1102,
}
