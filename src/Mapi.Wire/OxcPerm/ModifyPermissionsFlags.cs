namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>[MS-OXCPERM] 2.2.2.1</summary>
[Flags]
public enum ModifyPermissionsFlags : byte
{
    None = 0,
    ReplaceRows = 0x01,
    IncludeFreeBusy = 0x02,
}
