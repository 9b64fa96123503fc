using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>The mailbox itself as a client that has logged on sees it. [MS-OXCSTOR] 2.2.2</summary>
public sealed class StoreObject(Mailbox mailbox) : PropertyObject
{
    /// <summary>What the store can do: search, notify, unicode, HTML, submit, modify, create, attachments, OLE, categories, sort, restrict, streams. [MS-OXCSTOR] 2.2.2.1.1</summary>
    private const int SupportMask = 0x0007_FFFD;

    private static readonly PropertyTag UserGuid = new(0x67070102);

    /// <summary>A value whose transfer clients time.</summary>
    private static readonly PropertyTag TestLineSpeed = new(0x662B0102);

    private static readonly (PropertyTag Tag, SpecialFolder Folder)[] Folders =
    [
        (PidTag.IpmSubtreeEntryId, SpecialFolder.IpmSubtree),
        (PidTag.IpmOutboxEntryId, SpecialFolder.Outbox),
        (PidTag.IpmWastebasketEntryId, SpecialFolder.DeletedItems),
        (PidTag.IpmSentMailEntryId, SpecialFolder.SentItems),
        (PidTag.ViewsEntryId, SpecialFolder.Views),
        (PidTag.CommonViewsEntryId, SpecialFolder.CommonViews),
        (PidTag.FinderEntryId, SpecialFolder.Finder),
    ];

    private static readonly PropertyTag[] Values =
    [
        PidTag.DisplayName, PidTag.MailboxOwnerName, PidTag.MailboxOwnerEntryId, PidTag.UserEntryId, PidTag.StoreRecordKey, PidTag.RecordKey, PidTag.MappingSignature, PidTag.MessageSize,
        PidTag.MessageSizeExtended, PidTag.ContentCount, PidTag.MaximumSubmitMessageSize, PidTag.StoreState, PidTag.StoreSupportMask, PidTag.CodePageId, PidTag.LocaleId, PidTag.SortLocaleId,
        PidTag.OutOfOfficeState, PidTag.ExtendedRuleSizeLimit, PidTag.ProhibitSendQuota, PidTag.ProhibitReceiveQuota, PidTag.StorageQuotaLimit, PidTag.ObjectType, PidTag.SerializedReplidGuidMap, UserGuid, TestLineSpeed,
    ];

    /// <summary>What the client has set for as long as it is logged on: code page, language, comment.</summary>
    private readonly PropertyBag _set = new();

    public Mailbox Mailbox => mailbox;

    public override IEnumerable<PropertyTag> Tags => _set.Select(v => v.Tag).Concat(Values).Concat(Folders.Select(f => f.Tag)).DistinctBy(t => t.Id).Where(t => Get(t) is not null);

    public override object? Get(PropertyTag tag)
    {
        if (_set.TryGet(tag, out var set))
            return set;
        if (tag.Id == PidTag.MessageSize.Id)
            return SizeAs(tag.Type);
        var value = ValueOf(tag.Id);
        return value is not null && (tag.Type == PropertyType.Unspecified || PropertyTypes.Of(value) == tag.Unicode.Type) ? value : null;
    }

    public override ErrorCode Set(PropertyTag tag, object value)
    {
        if (Array.Exists(Values, t => t.Id == tag.Id && t != PidTag.CodePageId && t != PidTag.LocaleId && t != PidTag.SortLocaleId && t != PidTag.OutOfOfficeState)
            || Array.Exists(Folders, f => f.Tag.Id == tag.Id))
            return ErrorCode.Computed;
        _set.Set(tag, value);
        return ErrorCode.Success;
    }

    public override ErrorCode Remove(PropertyTag tag)
    {
        if (!_set.Contains(tag.Id) && ValueOf(tag.Id) is not null)
            return ErrorCode.Computed;
        _set.Remove(tag);
        return ErrorCode.Success;
    }

    /// <summary>What the mailbox takes up at the mail server, where that tells it. [MS-OXCSTOR] 2.2.2.1.1.15</summary>
    private object? SizeAs(PropertyType type) => mailbox.Quota is not { } quota ? null : type switch
    {
        PropertyType.Integer32 => (int)Math.Min(quota.UsedBytes, int.MaxValue),
        PropertyType.Integer64 or PropertyType.Unspecified => quota.UsedBytes,
        _ => null,
    };

    private object? ValueOf(ushort id)
    {
        var identity = mailbox.Identity;
        switch (id)
        {
            case 0x3001: // PidTagDisplayName
            case 0x661C: // PidTagMailboxOwnerName
                return mailbox.User.DisplayName;
            case 0x661B: // PidTagMailboxOwnerEntryId
            case 0x6619: // PidTagUserEntryId
                return new AddressBookEntryId(AddressBookObjectType.LocalMailUser, mailbox.User.LegacyDn).ToArray();
            case 0x0FFA: // PidTagStoreRecordKey
            case 0x0FF9: // PidTagRecordKey
                return identity.MailboxGuid.ToByteArray();
            case 0x0FF8: // PidTagMappingSignature
                return identity.MappingSignature.ToByteArray();
            case 0x6707: // PidTagUserGuid
                return identity.MailboxGuid.ToByteArray();
            case 0x3602: // PidTagContentCount
                return mailbox.Folders.All.Where(f => f.Id != SoftDeletion.FolderId).Sum(f => f.Messages);
            case 0x666D: // PidTagMaximumSubmitMessageSize, in kilobytes
                return (int)(mailbox.Options.MaxMessageSize / 1024);
            case 0x666E: // PidTagProhibitSendQuota, in kilobytes
            case 0x666A: // PidTagProhibitReceiveQuota
            case 0x3FF5: // PidTagStorageQuotaLimit
                return mailbox.Quota?.LimitBytes is { } limit ? (int)Math.Min(limit / 1024, int.MaxValue) : null;
            case 0x340E: // PidTagStoreState
                return 0;
            case 0x340D: // PidTagStoreSupportMask
                return SupportMask;
            case 0x66C3: // PidTagCodePageId
                return 1252;
            case 0x66A1: // PidTagLocaleId
            case 0x6705: // PidTagSortLocaleId
                return 0x0409;
            case 0x661D: // PidTagOutOfOfficeState
                return false;
            case 0x0E9B: // PidTagExtendedRuleSizeLimit
                return 96 * 1024;
            case 0x0FFE: // PidTagObjectType
                return 1;
            case 0x662B: // PidTagTestLineSpeed
                return "Mapigate"u8.ToArray();
            case 0x6638: // PidTagSerializedReplidGuidMap
                return (byte[])[(byte)MailboxIdentity.ReplicaId, 0, .. identity.ReplicaGuid.ToByteArray()];
            default:
                foreach (var (tag, folder) in Folders)
                {
                    if (tag.Id == id)
                        return EntryIds.Folder(identity, mailbox.Folders[folder].Id);
                }

                return null;
        }
    }
}
