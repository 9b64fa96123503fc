namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>How RopOpenMessage and RopOpenAttachment open. [MS-OXCMSG] 2.2.3.1.1, 2.2.3.12.1</summary>
public enum OpenModeFlags : byte
{
    ReadOnly = 0,
    ReadWrite = 0x01,
    BestAccess = 0x03,
    OpenSoftDeleted = 0x04,
}
