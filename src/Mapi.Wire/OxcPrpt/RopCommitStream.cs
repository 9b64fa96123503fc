using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Makes what was written to a stream the property's value. [MS-OXCROPS] 2.2.9.5.1</summary>
public readonly record struct RopCommitStreamRequest : IRopRequest<RopCommitStreamRequest>
{
    public static RopId RopId => RopId.CommitStream;

    public static RopCommitStreamRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
