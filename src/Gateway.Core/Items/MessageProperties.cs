using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Properties of an open message that follow from others, and those that a client cannot set. [MS-OXCMSG] 2.2.1</summary>
internal static class MessageProperties
{
    private const int AccessReadWriteDelete = 0x07;
    private const int ObjectTypeMessage = 5;

    private static readonly HashSet<ushort> ReadOnly = new PropertyTag[]
    {
        PidTag.Access, PidTag.AccessLevel, PidTag.ObjectType, PidTag.HasAttachments, PidTag.DisplayTo, PidTag.DisplayCc, PidTag.DisplayBcc, PidTag.MessageSize, PidTag.MessageSizeExtended,
        PidTag.Mid, PidTag.FolderId, PidTag.EntryId, PidTag.RecordKey, PidTag.InstanceKey, PidTag.ParentEntryId, PidTag.SourceKey, PidTag.ParentSourceKey, PidTag.ChangeKey,
        PidTag.PredecessorChangeList, PidTag.ChangeNumber, PidTag.Associated, PidTag.StoreEntryId, PidTag.StoreRecordKey,
        PidTag.MappingSignature, PidTag.SearchKey, PidTag.LastModifierName, PidTag.CreationTime, PidTag.LastModificationTime,
    }.Select(t => t.Id).ToHashSet();

    public static IEnumerable<PropertyTag> ComputedTags { get; } =
    [
        PidTag.Access, PidTag.AccessLevel, PidTag.ObjectType, PidTag.HasAttachments, PidTag.DisplayTo, PidTag.DisplayCc, PidTag.DisplayBcc, PidTag.MappingSignature, PidTag.StoreRecordKey,
    ];

    public static bool IsReadOnly(ushort id) => ReadOnly.Contains(id);

    /// <summary>What a new message begins with. [MS-OXCMSG] 3.2.5.2</summary>
    public static PropertyBag New(Mailbox mailbox)
    {
        var now = FileTime.From(mailbox.Time.GetUtcNow());
        var bag = new PropertyBag();
        bag[PidTag.MessageClass] = "IPM.Note";
        bag[PidTag.MessageFlags] = MessageFlags.Unsent | MessageFlags.Unmodified;
        bag[PidTag.Importance] = 1;
        bag[PidTag.Sensitivity] = 0;
        bag[PidTag.Priority] = 0;
        bag[PidTag.CreationTime] = now;
        bag[PidTag.LastModificationTime] = now;
        bag[PidTag.MessageLocaleId] = 0x0409;
        bag[PidTag.InternetCodepage] = 65001;
        return bag;
    }

    public static object? Compute(MessageObject message, ushort id)
    {
        switch (id)
        {
            case 0x0FF4: // PidTagAccess
                return AccessReadWriteDelete;
            case 0x0FF7: // PidTagAccessLevel
                return 1;
            case 0x0FFE: // PidTagObjectType
                return ObjectTypeMessage;
            case 0x0E1B: // PidTagHasAttachments
                return message.Attachments.Any(a => a.Get(PidTag.AttachmentHidden) is not true);
            case 0x0E04: // PidTagDisplayTo
                return DisplayNames(message, 1);
            case 0x0E03: // PidTagDisplayCc
                return DisplayNames(message, 2);
            case 0x0E02: // PidTagDisplayBcc
                return DisplayNames(message, 3);
            case 0x0FF8: // PidTagMappingSignature
                return message.Mailbox.Identity.MappingSignature.ToByteArray();
            case 0x0FFA: // PidTagStoreRecordKey
                return message.Mailbox.Identity.MailboxGuid.ToByteArray();
            case 0x0E07: // PidTagMessageFlags
                var flags = message.Row?.Get(PidTag.MessageFlags) as int?;
                return message.ChangedProperties.Contains(0x0E07) ? null : flags;
            default:
                return IsReadOnly(id) ? message.Row?.Get(new PropertyTag(id, PropertyType.Unspecified)) : null;
        }
    }


    /// <summary>Subject, prefix and normalized subject agree whichever of them was set. [MS-OXCMSG] 2.2.1.46</summary>
    public static void KeepSubjectWhole(PropertyBag bag, HashSet<ushort> changed, ushort id)
    {
        if (id == PidTag.Subject.Id)
        {
            var subject = bag.Get<string>(PidTag.Subject) ?? "";
            var prefix = bag.Get<string>(PidTag.SubjectPrefix) is { } given && subject.StartsWith(given, StringComparison.Ordinal) && changed.Contains(PidTag.SubjectPrefix.Id) ? given : PrefixOf(subject);
            bag[PidTag.SubjectPrefix] = prefix;
            bag[PidTag.NormalizedSubject] = subject[prefix.Length..];
            changed.UnionWith([PidTag.SubjectPrefix.Id, PidTag.NormalizedSubject.Id]);
        }
        else if (id == PidTag.SubjectPrefix.Id || id == PidTag.NormalizedSubject.Id)
        {
            bag[PidTag.Subject] = bag.Get<string>(PidTag.SubjectPrefix) + bag.Get<string>(PidTag.NormalizedSubject);
            changed.Add(PidTag.Subject.Id);
        }
    }

    /// <summary>One to three characters before a colon and a space are the prefix, unless they are digits. [MS-OXCMSG] 3.2.5.2</summary>
    private static string PrefixOf(string subject)
    {
        var colon = subject.IndexOf(": ", StringComparison.Ordinal);
        return colon is >= 1 and <= 3 && !subject.AsSpan(0, colon).ContainsAnyInRange('0', '9') ? subject[..(colon + 2)] : "";
    }

    private static string DisplayNames(MessageObject message, int type) => string.Join(
        "; ",
        message.Recipients.Where(r => (r.Properties.Get<int>(PidTag.RecipientType) & 0xF) == type).Select(r => r.Properties.Get<string>(PidTag.DisplayName) ?? r.Properties.Get<string>(PidTag.EmailAddress)));
}
