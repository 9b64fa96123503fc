using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>What an event tells. Its flags say which fields follow, and the cases of this type are those combinations. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
public abstract record NotificationData
{
    internal const ushort TypeMask = 0x0FFF;
    internal const ushort HasTotalMessageCount = 0x1000;
    internal const ushort HasUnreadMessageCount = 0x2000;
    internal const ushort InSearchFolder = 0x4000;
    internal const ushort OfMessage = 0x8000;

    /// <summary>The event is a message's in a search folder.</summary>
    public bool IsInSearchFolder { get; init; }

    public static NotificationData Read(ref WireReader reader)
    {
        var flags = reader.ReadUInt16();
        var type = (NotificationTypes)(flags & TypeMask);
        return type switch
        {
            NotificationTypes.NewMail => NewMailNotification.Read(ref reader, flags),
            NotificationTypes.TableModified => TableNotification.Read(ref reader, flags),
            NotificationTypes.ObjectCreated or NotificationTypes.ObjectDeleted or NotificationTypes.ObjectModified or NotificationTypes.ObjectMoved
                or NotificationTypes.ObjectCopied or NotificationTypes.SearchCompleted => ObjectNotification.Read(ref reader, flags, type),
            _ => throw new WireFormatException($"Notification 0x{flags:X4} is unknown"),
        };
    }

    public abstract void Write(WireWriter writer);
}
