namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Property sets. [MS-OXPROPS] 1.3.2</summary>
public static class PropertySets
{
    public static readonly Guid PublicStrings = new("00020329-0000-0000-C000-000000000046");
    public static readonly Guid Common = new("00062008-0000-0000-C000-000000000046");
    public static readonly Guid Address = new("00062004-0000-0000-C000-000000000046");
    public static readonly Guid InternetHeaders = new("00020386-0000-0000-C000-000000000046");
    public static readonly Guid Appointment = new("00062002-0000-0000-C000-000000000046");
    public static readonly Guid Meeting = new("6ED8DA90-450B-101B-98DA-00AA003F1305");
    public static readonly Guid Log = new("0006200A-0000-0000-C000-000000000046");
    public static readonly Guid Messaging = new("41F28F13-83F4-4114-A584-EEDB5A6B0BFF");
    public static readonly Guid Note = new("0006200E-0000-0000-C000-000000000046");
    public static readonly Guid PostRss = new("00062041-0000-0000-C000-000000000046");
    public static readonly Guid Task = new("00062003-0000-0000-C000-000000000046");
    public static readonly Guid UnifiedMessaging = new("4442858E-A9E3-4E80-B900-317A210CC15B");

    /// <summary>PS_MAPI: a numeric name in it is the property identifier itself. [MS-OXCPRPT] 3.2.5.9</summary>
    public static readonly Guid Mapi = new("00020328-0000-0000-C000-000000000046");
    public static readonly Guid AirSync = new("71035549-0739-4DCB-9163-00F0580DBBDF");
    public static readonly Guid Sharing = new("00062040-0000-0000-C000-000000000046");
    public static readonly Guid XmlExtractedEntities = new("23239608-685D-4732-9C55-4C95CB4E8E33");
    public static readonly Guid Attachment = new("96357F7F-59E1-47D0-99A7-46515C183B54");
    public static readonly Guid CalendarAssistant = new("11000E07-B51B-40D6-AF21-CAA85EDAB1D0");
}
