using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>Opens the table of a folder's rules. [MS-OXCROPS] 2.2.11.2.1</summary>
public readonly record struct RopGetRulesTableRequest(byte OutputHandleIndex, RulesTableFlags TableFlags) : IRopRequest<RopGetRulesTableRequest>, IRopOutput
{
    public static RopId RopId => RopId.GetRulesTable;

    public static RopGetRulesTableRequest Read(ref WireReader reader) => new(reader.ReadByte(), (RulesTableFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)TableFlags);
    }
}
