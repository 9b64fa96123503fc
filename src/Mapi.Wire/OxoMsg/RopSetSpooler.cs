using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Says that the client acts as the mail spooler. [MS-OXCROPS] 2.2.7.4.1</summary>
public readonly record struct RopSetSpoolerRequest : IRopRequest<RopSetSpoolerRequest>
{
    public static RopId RopId => RopId.SetSpooler;

    public static RopSetSpoolerRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
