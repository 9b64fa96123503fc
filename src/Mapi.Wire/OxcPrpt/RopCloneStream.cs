using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Makes a second stream over the same bytes. [MS-OXCROPS] 2.2.9.13.1</summary>
public readonly record struct RopCloneStreamRequest(byte OutputHandleIndex) : IRopRequest<RopCloneStreamRequest>, IRopOutput
{
    public static RopId RopId => RopId.CloneStream;

    public static RopCloneStreamRequest Read(ref WireReader reader) => new(reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte(OutputHandleIndex);
}
