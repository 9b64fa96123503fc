namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>[MS-OXCMSG] 2.2.3.3.1</summary>
[Flags]
public enum SaveFlags : byte
{
    None = 0,
    KeepOpenReadOnly = 0x01,
    KeepOpenReadWrite = 0x02,
    ForceSave = 0x04,
    DelayedCall = 0x08,
}
