using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>Changes the rules of a folder. [MS-OXCROPS] 2.2.11.1.1</summary>
public readonly record struct RopModifyRulesRequest(ModifyRulesFlags ModifyRulesFlags, RuleData[] RulesData) : IRopRequest<RopModifyRulesRequest>
{
    public static RopId RopId => RopId.ModifyRules;

    public static RopModifyRulesRequest Read(ref WireReader reader)
    {
        var flags = (ModifyRulesFlags)reader.ReadByte();
        var rows = new RuleData[reader.CheckCount(reader.ReadUInt16(), RuleData.Smallest)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = RuleData.Read(ref reader);
        return new RopModifyRulesRequest(flags, rows);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)ModifyRulesFlags);
        writer.WriteUInt16(checked((ushort)RulesData.Length));
        foreach (var row in RulesData)
            row.Write(writer);
    }
}
