using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Tells the version of the other server in a copy between servers. [MS-OXCROPS] 2.2.12.9.1</summary>
/// <param name="Major">First of the three words.</param>
/// <param name="Minor">Second of the three words.</param>
/// <param name="Build">Third of the three words.</param>
public readonly record struct RopTellVersionRequest(ushort Major, ushort Minor, ushort Build) : IRopRequest<RopTellVersionRequest>
{
    public static RopId RopId => RopId.TellVersion;

    public static RopTellVersionRequest Read(ref WireReader reader) => new(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(Major);
        writer.WriteUInt16(Minor);
        writer.WriteUInt16(Build);
    }
}
