namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>[MS-OXCMSG] 2.2.3.10.1</summary>
[Flags]
public enum ReadFlags : byte
{
    /// <summary>Mark as read and send the receipt.</summary>
    Default = 0,
    SuppressReceipt = 0x01,
    ClearReadFlag = 0x04,
    GenerateReceiptOnly = 0x10,
    ClearNotifyRead = 0x20,
    ClearNotifyUnread = 0x40,
}
