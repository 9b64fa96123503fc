namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.2.1.1</summary>
public enum FastTransferSourceOperation : byte
{
    CopyTo = 0x01,
    CopyProperties = 0x02,
    CopyMessages = 0x03,
    CopyFolder = 0x04,
}
