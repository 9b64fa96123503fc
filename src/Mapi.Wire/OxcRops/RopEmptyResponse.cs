using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The response of an operation that answers with its return value alone.</summary>
public readonly record struct RopEmptyResponse : IRopResponse<RopEmptyResponse>
{
    public static RopEmptyResponse Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
