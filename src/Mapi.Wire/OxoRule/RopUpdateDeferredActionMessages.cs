using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>Binds deferred action messages to the client's copy of their message. [MS-OXCROPS] 2.2.11.3.1</summary>
public readonly record struct RopUpdateDeferredActionMessagesRequest(ReadOnlyMemory<byte> ServerEntryId, ReadOnlyMemory<byte> ClientEntryId) : IRopRequest<RopUpdateDeferredActionMessagesRequest>
{
    public static RopId RopId => RopId.UpdateDeferredActionMessages;

    public static RopUpdateDeferredActionMessagesRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray(), reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)ServerEntryId.Length));
        writer.WriteBytes(ServerEntryId.Span);
        writer.WriteUInt16(checked((ushort)ClientEntryId.Length));
        writer.WriteBytes(ClientEntryId.Span);
    }
}
