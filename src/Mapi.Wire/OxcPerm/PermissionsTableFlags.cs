namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>[MS-OXCPERM] 2.2.1.1</summary>
[Flags]
public enum PermissionsTableFlags : byte
{
    None = 0,
    IncludeFreeBusy = 0x02,
}
