namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>[MS-OXCPERM] 2.2.2.1</summary>
public enum PermissionDataFlags : byte
{
    AddRow = 0x01,
    ModifyRow = 0x02,
    RemoveRow = 0x04,
}
