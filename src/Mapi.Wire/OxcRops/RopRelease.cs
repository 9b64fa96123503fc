using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>Frees a server object and its handle; there is no response. [MS-OXCROPS] 2.2.15.3.1</summary>
public readonly record struct RopReleaseRequest : IRopRequest<RopReleaseRequest>
{
    public static RopId RopId => RopId.Release;

    public static RopReleaseRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
