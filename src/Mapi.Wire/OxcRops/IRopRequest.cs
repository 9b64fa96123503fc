using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>
/// The request of one remote operation: what follows <see cref="RopRequestHeader"/>, fields in wire order. [MS-OXCROPS] 2.2
/// </summary>
/// <remarks>
/// How the bytes divide:
/// <list type="bullet">
/// <item>The three bytes RopId, LogonId and handle index are the header, read before the request's type is known. The header's index is the
/// document's InputHandleIndex; in RopLogon it is OutputHandleIndex, in operations with two objects SourceHandleIndex, and in
/// RopSaveChangesMessage, RopSaveChangesAttachment and RopSetMessageReadFlag ResponseHandleIndex.</item>
/// <item>Any further index (OutputHandleIndex, DestHandleIndex, InputHandleIndex) is the record's first field. One that makes a new object implements
/// <see cref="IRopOutput"/>; its response then carries that index.</item>
/// <item>A response is <see cref="RopResponseHeader"/> and, on success, the body of an <see cref="IRopResponse{TSelf}"/>; see there for failures.</item>
/// <item>8-bit strings are in the code page that the reader or writer carries (<see cref="WireReader.String8"/>), everywhere.</item>
/// <item>A reader refuses what is too short with <see cref="WireFormatException"/>. It does not judge values: the handler does.</item>
/// </list>
/// </remarks>
public interface IRopRequest<TSelf>
    where TSelf : struct, IRopRequest<TSelf>
{
    static abstract RopId RopId { get; }

    /// <summary>The RopId of the response, which differs in RopGetMessageStatus alone ([MS-OXCROPS] 2.2.6.9.2).</summary>
    static virtual RopId ResponseRopId => TSelf.RopId;

    static abstract TSelf Read(ref WireReader reader);

    void Write(WireWriter writer);
}
