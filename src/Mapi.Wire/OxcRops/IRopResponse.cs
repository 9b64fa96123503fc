using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>
/// What follows <see cref="RopResponseHeader"/> when an operation succeeded. Most failures are the header alone. Where the document has one
/// layout for both, <see cref="IsAlwaysPresent"/> is true and the default value stands for "nothing was done"; the few failures with a
/// layout of their own are <see cref="IRopFailure"/>s.
/// </summary>
public interface IRopResponse<TSelf>
    where TSelf : struct, IRopResponse<TSelf>
{
    /// <summary>The body follows the header whatever the return value.</summary>
    static virtual bool IsAlwaysPresent => false;

    static abstract TSelf Read(ref WireReader reader);

    void Write(WireWriter writer);

    /// <summary>Reads the failure that belongs to that return value, where it has a layout of its own; else null and nothing is read.</summary>
    static virtual IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) => null;
}
