namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>[MS-OXCRPC] 2.2.2.2.20</summary>
[Flags]
public enum EndpointCapabilityFlags : uint
{
    None = 0,
    SingleEndpoint = 0x00000001,
}
