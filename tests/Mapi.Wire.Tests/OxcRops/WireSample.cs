using System.Reflection;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.OxcFxics;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRops;

/// <summary>Makes values of the wire's types with a different number in each field, so that a swapped or forgotten field shows. Variants differ in what is present.</summary>
internal sealed class WireSample(int variant)
{
    /// <summary>The columns of every row that is made.</summary>
    public static readonly PropertyTag[] Columns = [PidTag.Subject, PidTag.MessageSize, PidTag.EntryId, PidTag.MessageDeliveryTime];

    private static readonly PropertyValue[] Values =
    [
        new(PidTag.Subject, "H\u00E9llo \u4E16"),
        new(PidTag.Subject.WithType(PropertyType.String8), "caf\u00E9"),
        new(PidTag.Importance, 2),
        new(PidTag.HasAttachments, true),
        new(PidTag.MessageDeliveryTime, new FileTime(0x01D0_1234_5678_9ABC)),
        new(PidTag.ChangeKey, new byte[] { 1, 2, 3 }),
        new(PidTag.FolderId, 0x0102_0304_0506_0708L),
        new(new PropertyTag(0x8001_101F), new[] { "a", "b" }),
        new(new PropertyTag(0x8002_1102), new[] { new byte[] { 9 }, Array.Empty<byte>() }),
        new(new PropertyTag(0x8003_1003), new[] { 5, -6 }),
        new(new PropertyTag(0x8004_0048), new Guid("01020304-0506-0708-090a-0b0c0d0e0f10")),
        new(new PropertyTag(0x8005_0005), 1.5),
    ];

    private byte _next = (byte)(0x11 * (variant + 1));

    public object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner);
        if (type.IsEnum)
            return Enum.ToObject(type, Convert.ChangeType(Number() % 0x80, Enum.GetUnderlyingType(type)));
        if (type.IsArray)
            return MakeArray(type.GetElementType()!);
        if (Simple(type) is { } simple)
            return simple;
        return MakeRecord(type);
    }

    private object? Simple(Type type) => type switch
    {
        _ when type == typeof(byte) => Number(),
        _ when type == typeof(bool) => variant % 2 == 0,
        _ when type == typeof(short) => (short)(0x0100 + Number()),
        _ when type == typeof(ushort) => (ushort)(0x2000 + Number()),
        _ when type == typeof(int) => -0x30000000 - Number(),
        _ when type == typeof(uint) => 0x40000000u + Number(),
        _ when type == typeof(long) => -0x5000_0000_0000_0000L - Number(),
        _ when type == typeof(ulong) => 0x6000_0000_0000_0000ul + Number(),
        _ when type == typeof(string) => "Stra\u00DFe " + Number(),
        _ when type == typeof(Guid) => new Guid(0x70000000 + Number(), 0x0102, 0x0304, 5, 6, 7, 8, 9, 10, 11, 12),
        _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([Number(), Number(), Number()]),
        _ when type == typeof(PropertyTag) => new PropertyTag(0x36010003u + ((uint)Number() << 16)),
        _ when type == typeof(GlobalCounter) => new GlobalCounter(0x010203040500ul + Number()),
        _ when type == typeof(PropertyValue) => Values[Number() % Values.Length],
        _ when type == typeof(PropertyName) => variant == 0 ? PropertyName.Numeric(PropertySets.Task, 0x8100u + Number()) : PropertyName.String(PropertySets.PublicStrings, "Name\u4E16" + Number()),
        _ when type == typeof(Restriction) => new AndRestriction(
        [
            new ExistRestriction(PidTag.Subject),
            new NotRestriction(new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, PidTag.Subject, new PropertyValue(PidTag.Subject, "Re"))),
            new BitMaskRestriction(variant == 0, PidTag.MessageFlags, Number()),
        ]),
        _ when type == typeof(PropertyRow) => Row(),
        _ when type == typeof(NotificationData) => Notification(),
        _ when type == typeof(RecipientRow) => Recipient(),
        _ when type == typeof(RopQueryRowsResponse) => new RopQueryRowsResponse(BookmarkOrigin.Current, 2, Rows(2)),
        _ when type == typeof(RopExpandRowResponse) => new RopExpandRowResponse(7, 3, Rows(3)),
        _ when type == typeof(RopLogonResponse) => Logon(),
        _ when type == typeof(RopSetMessageReadFlagResponse) => new RopSetMessageReadFlagResponse(variant == 0, 3, new byte[24]),
        _ when type == typeof(RopReadStreamRequest) => new RopReadStreamRequest(variant == 0 ? RopReadStreamRequest.UseMaximum : (ushort)0x1000, 0x12345678),
        _ when type == typeof(RopFastTransferSourceGetBufferRequest) => new RopFastTransferSourceGetBufferRequest(variant == 0 ? RopFastTransferSourceGetBufferRequest.UseMaximum : (ushort)0x1000, 0x1234),
        _ when type == typeof(RopWritePerUserInformationRequest) && variant == 0 => new RopWritePerUserInformationRequest((LongTermId)Make(typeof(LongTermId)), true, 0, new byte[] { 1, 2 }, Guid.AllBitsSet),
        _ when type == typeof(OpenedMessage) => new OpenedMessage(variant == 0, variant == 0 ? null : "Re: ", variant == 2 ? string.Empty : "S\u00FC\u4E16", 5, Columns, [new(RecipientType.To, 1252, Recipient())]),
        _ when type == typeof(RopModifyRecipientsRequest) => new RopModifyRecipientsRequest(Columns, [new(1, RecipientType.Cc, Recipient()), new(2, RecipientType.To, null)]),
        _ => null,
    };

    private Array MakeArray(Type element)
    {
        var length = variant == 1 ? 0 : 2;
        var array = Array.CreateInstance(element, length);
        for (var i = 0; i < length; i++)
            array.SetValue(Make(element), i);
        return array;
    }

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        if (constructor is null || constructor.GetParameters().Length == 0)
            return Activator.CreateInstance(type)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(MakeParameter)]);
    }

    private object? MakeParameter(ParameterInfo parameter)
    {
        var nullable = Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return nullable && variant == 2 ? null : Make(parameter.ParameterType);
    }

    private static ReadOnlyMemory<byte> Rows(int count)
    {
        using var writer = new WireWriter();
        for (var i = 0; i < count; i++)
            new WireSample(i).Row().Write(writer);
        return writer.ToArray();
    }

    private PropertyRow Row() => new(Columns, variant == 0
        ? ["Subject \u4E16", 1234, new byte[] { 4, 5 }, new FileTime(99)]
        : [null, 1234, ErrorCode.NotEnoughMemory, new FileTime(99)]);

    private RecipientRow Recipient() => variant switch
    {
        0 => new RecipientRow
        {
            Flags = (RecipientFlags)RecipientAddressType.X500Dn | RecipientFlags.Unicode | RecipientFlags.HasDisplayName | RecipientFlags.HasSimpleDisplayName | RecipientFlags.SameTransmittableDisplayName,
            AddressPrefixUsed = 3,
            DisplayType = 1,
            X500Dn = "/o=x/cn=y",
            DisplayName = "D\u4E16",
            SimpleDisplayName = "simple",
            Properties = Row(),
        },
        1 => new RecipientRow
        {
            Flags = (RecipientFlags)RecipientAddressType.PersonalDistributionList1 | RecipientFlags.HasDisplayName | RecipientFlags.HasTransmittableDisplayName,
            EntryId = new byte[] { 1, 2, 3 },
            SearchKey = new byte[] { 4 },
            DisplayName = "D\u00E9",
            TransmittableDisplayName = "t",
            Properties = new PropertyRow(Columns[..1], ["only"]),
        },
        _ => new RecipientRow
        {
            Flags = RecipientFlags.HasAddressType | RecipientFlags.HasEmailAddress | RecipientFlags.Unicode,
            AddressType = "X400",
            EmailAddress = "c=x",
            Properties = Row(),
        },
    };

    private NotificationData Notification() => variant switch
    {
        0 => TableNotification.Added(new TableRowId(new FolderId(1), new MessageId(2), 3), new TableRowId(new FolderId(4), new MessageId(5), 6), new byte[] { 7, 8 }),
        1 => new NewMailNotification(new FolderId(1), new MessageId(2), 3, true, "IPM.Note"),
        _ => new ObjectNotification(NotificationTypes.ObjectModified, new FolderId(1), null) { Tags = [PidTag.ContentCount], TotalMessageCount = 5, UnreadMessageCount = 6 },
    };

    private RopLogonResponse Logon() => new(
        variant == 0 ? LogonFlags.Private : LogonFlags.None,
        [.. Enumerable.Range(1, RopLogonResponse.FolderCount).Select(i => new FolderId((ulong)i))],
        LogonResponseFlags.Reserved | LogonResponseFlags.OwnerRight,
        Guid.AllBitsSet,
        1,
        new Guid("01020304-0506-0708-090a-0b0c0d0e0f10"),
        new LogonTime(1, 2, 3, 4, 5, 6, 2026),
        new FileTime(77),
        8,
        new Guid("11020304-0506-0708-090a-0b0c0d0e0f10"));

    private byte Number() => _next++;
}
