using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Ids of one replica from the first to the last, both included. [MS-OXCROPS] 2.2.13.12.1.1</summary>
public readonly record struct LongTermIdRange(LongTermId Minimum, LongTermId Maximum)
{
    internal const int Size = 48;

    internal static LongTermIdRange Read(ref WireReader reader) => new(LongTermId.Read(ref reader), LongTermId.Read(ref reader));

    internal void Write(WireWriter writer)
    {
        Minimum.Write(writer);
        Maximum.Write(writer);
    }
}
