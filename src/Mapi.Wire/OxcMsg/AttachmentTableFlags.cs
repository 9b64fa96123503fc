namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>[MS-OXCMSG] 2.2.3.17.1</summary>
[Flags]
public enum AttachmentTableFlags : byte
{
    None = 0,
    Unicode = 0x40,
}
