using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>Another session of the same link has events waiting: what follows the RopId. [MS-OXCROPS] 2.2.14.3.1</summary>
public readonly record struct RopPending(ushort SessionIndex)
{
    public static RopPending Read(ref WireReader reader) => new(reader.ReadUInt16());

    public void Write(WireWriter writer) => writer.WriteUInt16(SessionIndex);
}
