using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The response of the operations that may do a part of what was asked, such as RopDeleteMessages; the same in success and failure. [MS-OXCROPS] 2.2.4.11.2</summary>
/// <param name="PartialCompletion">Something was left undone.</param>
public readonly record struct RopPartialCompletionResponse(bool PartialCompletion) : IRopResponse<RopPartialCompletionResponse>
{
    public static bool IsAlwaysPresent => true;

    public static RopPartialCompletionResponse Read(ref WireReader reader) => new(reader.ReadBoolean());

    public void Write(WireWriter writer) => writer.WriteBoolean(PartialCompletion);
}
