using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>A success body with rows, which only the columns of the table or the tags of the request make readable.</summary>
public interface IRopRowResponse<TSelf>
    where TSelf : struct, IRopRowResponse<TSelf>
{
    static abstract TSelf Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns);

    void Write(WireWriter writer);
}
