using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>One rule of a folder to add, change or remove. [MS-OXORULE] 2.2.1.3</summary>
public readonly record struct RuleData(RuleDataFlags Flags, PropertyValue[] PropertyValues)
{
    /// <summary>Bytes of the fixed fields.</summary>
    internal const int Smallest = 3;

    internal static RuleData Read(ref WireReader reader) => new((RuleDataFlags)reader.ReadByte(), TaggedPropertyValue.ReadArray(ref reader));

    internal void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Flags);
        TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}
