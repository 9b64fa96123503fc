using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Waits until an event is pending, at most five minutes. [MS-OXCMAPIHTTP] 2.2.4.4.1</summary>
public sealed record NotificationWaitRequest(
    uint Reserved,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<NotificationWaitRequest>
{
    public static NotificationWaitRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Whether an Execute request would bring a notification. [MS-OXCMAPIHTTP] 2.2.4.4.2</summary>
public sealed record NotificationWaitResponse(
    ErrorCode ErrorCode,
    bool EventPending,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<NotificationWaitResponse>
{
    public static NotificationWaitResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        EventPending: reader.ReadUInt32() != 0,
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(EventPending ? 1u : 0u);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
