using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Submits a message for sending. [MS-OXCROPS] 2.2.7.1.1</summary>
public readonly record struct RopSubmitMessageRequest(SubmitFlags SubmitFlags) : IRopRequest<RopSubmitMessageRequest>
{
    public static RopId RopId => RopId.SubmitMessage;

    public static RopSubmitMessageRequest Read(ref WireReader reader) => new((SubmitFlags)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)SubmitFlags);
}
