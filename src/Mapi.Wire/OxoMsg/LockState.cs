namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>[MS-OXOMSG] 2.2.3.4.1</summary>
public enum LockState : byte
{
    Lock = 0,
    Unlock = 1,
    Finished = 2,
}
