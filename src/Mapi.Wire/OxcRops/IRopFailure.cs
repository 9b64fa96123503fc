using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>What follows <see cref="RopResponseHeader"/> in a failure that says more than its return value.</summary>
public interface IRopFailure
{
    void Write(WireWriter writer);
}
