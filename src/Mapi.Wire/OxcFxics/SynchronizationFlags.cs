namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.2.1.1.1</summary>
[Flags]
public enum SynchronizationFlags : ushort
{
    None = 0,
    Unicode = 0x0001,
    NoDeletions = 0x0002,
    IgnoreNoLongerInScope = 0x0004,
    ReadState = 0x0008,
    Fai = 0x0010,
    Normal = 0x0020,
    OnlySpecifiedProperties = 0x0080,
    NoForeignIdentifiers = 0x0100,
    Reserved = 0x1000,
    BestBody = 0x2000,
    IgnoreSpecifiedOnFai = 0x4000,
    Progress = 0x8000,
}
