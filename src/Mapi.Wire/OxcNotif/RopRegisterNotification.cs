using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>Asks to be told of events. [MS-OXCROPS] 2.2.14.1.1</summary>
/// <param name="WantWholeStore">Events of the whole mailbox; else of the folder, or of the message where one is given.</param>
/// <param name="FolderId">Present unless the whole mailbox is wanted.</param>
/// <param name="MessageId">Present unless the whole mailbox is wanted; empty for a folder.</param>
public readonly record struct RopRegisterNotificationRequest(byte OutputHandleIndex, NotificationTypes NotificationTypes, bool WantWholeStore, FolderId FolderId, MessageId MessageId)
    : IRopRequest<RopRegisterNotificationRequest>, IRopOutput
{
    public static RopId RopId => RopId.RegisterNotification;

    public static RopRegisterNotificationRequest Read(ref WireReader reader)
    {
        var output = reader.ReadByte();
        var types = (NotificationTypes)reader.ReadUInt16();
        return reader.ReadBoolean()
            ? new RopRegisterNotificationRequest(output, types, true, default, default)
            : new RopRegisterNotificationRequest(output, types, false, new FolderId(reader.ReadUInt64()), new MessageId(reader.ReadUInt64()));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt16((ushort)NotificationTypes);
        writer.WriteBoolean(WantWholeStore);
        if (WantWholeStore)
            return;
        writer.WriteUInt64(FolderId.Value);
        writer.WriteUInt64(MessageId.Value);
    }
}
