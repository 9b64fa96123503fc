namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>[MS-OXCMSG] 2.2.3.1.2</summary>
[Flags]
public enum RecipientType : byte
{
    Originator = 0,
    To = 1,
    Cc = 2,
    Bcc = 3,

    /// <summary>Flag: sending to this recipient failed before; send again to these alone.</summary>
    FailedBefore = 0x10,

    /// <summary>Flag: this recipient was served before; do not send again.</summary>
    Submitted = 0x80,
}
