namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>[MS-OXOMSG] 2.2.3.1.1</summary>
[Flags]
public enum SubmitFlags : byte
{
    None = 0,
    PreProcess = 0x01,
    NeedsSpooler = 0x02,
}
