using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>A message was delivered. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
/// <param name="MessageFlags">As PidTagMessageFlags.</param>
/// <param name="IsUnicode">How the class is encoded.</param>
public sealed record NewMailNotification(FolderId FolderId, MessageId MessageId, uint MessageFlags, bool IsUnicode, string MessageClass) : NotificationData
{
    internal static NewMailNotification Read(ref WireReader reader, ushort flags)
    {
        var folder = new FolderId(reader.ReadUInt64());
        var message = (flags & OfMessage) != 0 ? new MessageId(reader.ReadUInt64()) : default;
        var messageFlags = reader.ReadUInt32();
        var unicode = reader.ReadBoolean();
        return new NewMailNotification(folder, message, messageFlags, unicode, reader.ReadString(unicode)) { IsInSearchFolder = (flags & InSearchFolder) != 0 };
    }

    public override void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)((ushort)NotificationTypes.NewMail | OfMessage | (IsInSearchFolder ? InSearchFolder : 0)));
        writer.WriteUInt64(FolderId.Value);
        writer.WriteUInt64(MessageId.Value);
        writer.WriteUInt32(MessageFlags);
        writer.WriteBoolean(IsUnicode);
        writer.WriteString(MessageClass, IsUnicode);
    }
}
