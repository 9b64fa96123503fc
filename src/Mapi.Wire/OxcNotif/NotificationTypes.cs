namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>Events. [MS-OXCNOTIF] 2.2.1.2.1.1, 2.2.1.4.1.2</summary>
[Flags]
public enum NotificationTypes : ushort
{
    None = 0,
    NewMail = 0x0002,
    ObjectCreated = 0x0004,
    ObjectDeleted = 0x0008,
    ObjectModified = 0x0010,
    ObjectMoved = 0x0020,
    ObjectCopied = 0x0040,
    SearchCompleted = 0x0080,
    TableModified = 0x0100,
    Extended = 0x0400,
}
