namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.1.1</summary>
[Flags]
public enum SendOptions : byte
{
    None = 0,
    Unicode = 0x01,
    UseCpid = 0x02,
    ForUpload = 0x03,
    RecoverMode = 0x04,
    ForceUnicode = 0x08,
    PartialItem = 0x10,
}
