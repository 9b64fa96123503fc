namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>[MS-OXCRPC] 2.2.2.2.15</summary>
[Flags]
public enum ClientControlFlags : uint
{
    None = 0,
    EnablePerfSendToServer = 0x00000001,
    EnablePerfSendToMailbox = 0x00000002,
    EnableCompression = 0x00000004,
    EnableHttpTunneling = 0x00000008,
    EnablePerfSendGcData = 0x00000010,
}
