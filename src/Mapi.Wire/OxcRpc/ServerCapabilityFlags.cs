namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>[MS-OXCRPC] 2.2.2.2.19</summary>
[Flags]
public enum ServerCapabilityFlags : uint
{
    None = 0,
    PackedFastTransferUploadBuffers = 0x00000001,
    PackedWriteStreamUploadBuffers = 0x00000002,
    UltraLargePackedDownloadBuffers = 0x00000008,
}
