using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The response of RopCopyTo and RopCopyProperties. [MS-OXCROPS] 2.2.8.11.2, 2.2.8.12.2</summary>
/// <param name="PropertyProblems">What was not copied and why.</param>
public readonly record struct RopCopyResponse(PropertyProblem[] PropertyProblems) : IRopResponse<RopCopyResponse>
{
    public static RopCopyResponse Read(ref WireReader reader) => new(PropertyProblem.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyProblem.WriteArray(writer, PropertyProblems);

    public static IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) =>
        returnValue == ErrorCode.DestinationNullObject ? RopCopyNullDestinationFailure.Read(ref reader) : null;
}

/// <summary>The destination index has no object; the return value is <see cref="ErrorCode.DestinationNullObject"/>. [MS-OXCROPS] 2.2.8.11.3, 2.2.8.12.3</summary>
/// <param name="DestHandleIndex">The request's, widened to four bytes.</param>
public readonly record struct RopCopyNullDestinationFailure(uint DestHandleIndex) : IRopFailure
{
    public static RopCopyNullDestinationFailure Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(DestHandleIndex);
}
