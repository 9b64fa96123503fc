namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>[MS-OXCMSG] 2.2.3.16.1</summary>
public enum OpenEmbeddedMessageFlags : byte
{
    ReadOnly = 0,
    ReadWrite = 1,
    Create = 2,
}
