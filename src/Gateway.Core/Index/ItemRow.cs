using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Index;

/// <summary>An item in a contents table: what a client has set stands before what the item itself says; identity and flags come from the index.</summary>
public sealed class ItemRow(ItemRecord record, MailboxIdentity identity) : TableRow
{
    public ItemRecord Record { get; } = record;

    public override ulong RowId => Record.Id;

    /// <summary>The folder in which a softly deleted item lay; zero for others, and where nobody knows.</summary>
    internal ulong Origin => Record.FolderId == SoftDeletion.FolderId ? SoftDeletion.OriginOf(Record, identity) : 0;

    /// <summary>The folder in which clients see the item: what was softly deleted shows where it lay.</summary>
    private ulong ShownIn => Record.FolderId != SoftDeletion.FolderId ? Record.FolderId : Origin is not 0 and var origin ? origin : ItemIds.WellKnown(SpecialFolder.DeletedItems);

    public override IEnumerable<PropertyTag> Tags =>
        IndexTags.Concat(PropertyBlob.Tags(Record.Side)).Concat(PropertyBlob.Tags(Record.Summary)).DistinctBy(t => t.Id);

    private static readonly PropertyTag[] IndexTags =
    [
        PidTag.Mid, PidTag.FolderId, PidTag.InstID, PidTag.InstanceNum, PidTag.EntryId, PidTag.RecordKey, PidTag.InstanceKey, PidTag.ParentEntryId, PidTag.SourceKey, PidTag.ParentSourceKey,
        PidTag.ChangeKey, PidTag.PredecessorChangeList, PidTag.ChangeNumber, PidTag.MessageFlags, PidTag.Read, PidTag.Associated, PidTag.LastModificationTime,
        PidTag.SearchKey, PidTag.LastModifierName,
    ];

    public override object? Get(PropertyTag tag)
    {
        var value = FromIndex(tag.Id);
        if (value is not null)
            return tag.Type is PropertyType.Unspecified || PropertyTypes.Of(value) == tag.Type ? value : null;
        if (!PropertyBlob.TryGet(Record.Side.Span, tag, out var set))
            return PropertyBlob.TryGet(Record.Summary.Span, tag, out var summary) ? summary : FromFlags(tag);
        return Record.Uid != 0 && tag.Id is 0x1090 or 0x1095 ? Flagged(tag.Id, set) : set;
    }

    /// <summary>What a client has set goes on as long as the server's \Flagged says the same: another client may have set or cleared it since. [MS-OXOFLAG] 2.2.1</summary>
    private object? Flagged(ushort id, object set)
    {
        var isFlagged = (Record.Flags.System & MailSystemFlags.Flagged) != 0;
        var isComplete = PropertyBlob.TryGet(Record.Side.Span, PidTag.FlagStatus, out var status) && status is 1;
        if (id == 0x1090) // PidTagFlagStatus
            return isFlagged ? 2 : isComplete ? 1 : null;
        return isFlagged || isComplete ? set : null; // PidTagFollowupIcon
    }

    private object? FromIndex(ushort id)
    {
        switch (id)
        {
            case 0x674A: // PidTagMid
            case 0x674D: // PidTagInstID
                return (long)MailboxIdentity.MessageId(Record.Id).Value;
            case 0x6748: // PidTagFolderId
                return (long)MailboxIdentity.FolderId(ShownIn).Value;
            case 0x674E: // PidTagInstanceNum
                return 0;
            case 0x0FFF: // PidTagEntryId
            case 0x0FF9: // PidTagRecordKey
            case 0x0FF6: // PidTagInstanceKey
                return EntryIds.Message(identity, ShownIn, Record.Id);
            case 0x0E09: // PidTagParentEntryId
                return EntryIds.Folder(identity, ShownIn);
            case 0x65E0: // PidTagSourceKey
                return identity.GlobalId(Record.Id);
            case 0x65E1: // PidTagParentSourceKey
                return identity.GlobalId(ShownIn);
            case 0x65E2: // PidTagChangeKey
                return identity.GlobalId(Record.ChangeNumber);
            case 0x65E3: // PidTagPredecessorChangeList
                return identity.PredecessorChangeList(Record.ChangeNumber);
            case 0x67A4: // PidTagChangeNumber
                return (long)MailboxIdentity.MessageId(Record.ChangeNumber).Value;
            case 0x300B: // PidTagSearchKey
                return identity.GlobalId(Record.Id);
            case 0x3FFA: // PidTagLastModifierName
                return identity.DisplayName;
            case 0x67AA: // PidTagAssociated
                return Record.IsAssociated;
            case 0x0E69: // PidTagRead
                return Record.IsRead;
            case 0x3008: // PidTagLastModificationTime
                return FileTime.From(Record.Modified);
            case 0x0E07: // PidTagMessageFlags
                return MessageFlagsOf(Record);
            default:
                return null;
        }
    }

    /// <summary>The flags that an IMAP server keeps, where the client has not said more. [MS-OXCMSG] 2.2.1.6</summary>
    private object? FromFlags(PropertyTag tag) => tag.Id switch
    {
        0x1090 when (Record.Flags.System & MailSystemFlags.Flagged) != 0 => 2, // PidTagFlagStatus
        0x0E17 when tag.Type == PropertyType.Integer32 => (Record.Flags.System & MailSystemFlags.Deleted) != 0 ? 8 : 0, // PidTagMessageStatus
        0x668F when Record.IsMarkedDeleted && tag.Type == PropertyType.Time => FileTime.From(Record.Modified), // PidTagDeletedOn: when that was seen, at the latest
        0x1081 when (Record.Flags.System & MailSystemFlags.Answered) != 0 => 102, // PidTagLastVerbExecuted
        0x1081 when Record.Flags.HasKeyword("$Forwarded") => 104,
        _ => null,
    };

    private static int MessageFlagsOf(ItemRecord record)
    {
        var stored = PropertyBlob.TryGet(record.Side.Span, PidTag.MessageFlags, out var set) || PropertyBlob.TryGet(record.Summary.Span, PidTag.MessageFlags, out set) ? (int)set : 0;
        stored &= ~(MessageFlags.Read | MessageFlags.Associated);
        if (record.IsRead)
            stored |= MessageFlags.Read | MessageFlags.EverRead;
        if (record.IsAssociated)
            stored |= MessageFlags.Associated;
        if ((record.Flags.System & MailSystemFlags.Draft) != 0)
            stored |= MessageFlags.Unsent;
        return stored;
    }
}
