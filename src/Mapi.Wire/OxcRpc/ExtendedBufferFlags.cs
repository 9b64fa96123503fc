namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>The Flags of RPC_HEADER_EXT. [MS-OXCRPC] 2.2.2.1</summary>
[Flags]
public enum ExtendedBufferFlags : ushort
{
    None = 0,

    /// <summary>The payload is compressed (<see cref="Xca.PlainLz77"/>).</summary>
    Compressed = 0x0001,

    /// <summary>Each byte of the payload is XORed with 0xA5.</summary>
    XorMagic = 0x0002,

    /// <summary>No further buffer follows.</summary>
    Last = 0x0004,
}
