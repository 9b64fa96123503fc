using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Index;

/// <summary>A folder in a hierarchy table, or opened: what a client has set stands beside what the index knows. [MS-OXCFOLD] 2.2.2</summary>
/// <param name="record">The folder.</param>
/// <param name="tree">The tree that it is part of.</param>
/// <param name="identity">The mailbox.</param>
/// <param name="depth">How far below the table's folder it lies.</param>
/// <param name="deleted">How many softly deleted messages are known to have lain in it.</param>
public sealed class FolderRow(FolderRecord record, FolderTree tree, MailboxIdentity identity, int depth, int deleted) : TableRow
{
    private const int RightsOfOwner = 0x5FB;
    private const int AccessOfOwner = 0x3F;

    private static readonly PropertyTag[] IndexTags =
    [
        PidTag.DisplayName, PidTag.FolderId, PidTag.ParentFolderId, PidTag.EntryId, PidTag.RecordKey, PidTag.InstanceKey, PidTag.ParentEntryId, PidTag.SourceKey, PidTag.ParentSourceKey,
        PidTag.ChangeKey, PidTag.PredecessorChangeList, PidTag.ChangeNumber, PidTag.ContainerClass, PidTag.FolderType, PidTag.ContentCount, PidTag.ContentUnreadCount, PidTag.AssociatedContentCount,
        PidTag.DeletedCountTotal, PidTag.Subfolders, PidTag.AttributeHidden, PidTag.AttributeReadOnly, PidTag.AttributeSystem, PidTag.CreationTime, PidTag.LastModificationTime,
        PidTag.LocalCommitTime, PidTag.LocalCommitTimeMax, PidTag.HierRev, PidTag.Access, PidTag.Rights, PidTag.ObjectType, PidTag.Depth, PidTag.StoreRecordKey, PidTag.MappingSignature, PidTag.DisplayType,
    ];

    private readonly int _depth = depth;
    private readonly int _deleted = deleted;
    private readonly bool _hasSubfolders = tree.ChildrenOf(record.Id).Any();

    public FolderRecord Record { get; } = record;

    public override ulong RowId => Record.Id;

    public override IEnumerable<PropertyTag> Tags => IndexTags
        .Concat(PropertyBlob.Tags(Record.Properties))
        .Concat(SpecialFolderPointers.TagsOn(Record.Role))
        .DistinctBy(t => t.Id)
        .Where(t => Get(t) is not null);

    public override object? Get(PropertyTag tag)
    {
        var value = FromIndex(tag.Id);
        if (value is not null)
            return tag.Type == PropertyType.Unspecified || PropertyTypes.Of(value) == tag.Unicode.Type ? value : null;
        return PropertyBlob.TryGet(Record.Properties.Span, tag, out var set) ? set : SpecialFolderPointers.Get(Record.Role, tag, tree, identity);
    }

    /// <summary>Folders are rows anew at every change of the tree; the pointers to special folders, which follow the tree, never change while the mailbox is open.</summary>
    public override bool IsSameAs(TableRow other) => other is FolderRow folder && ReferenceEquals(folder.Record, Record) && folder._depth == _depth && folder._deleted == _deleted && folder._hasSubfolders == _hasSubfolders;

    private object? FromIndex(ushort id) => id switch
    {
        0x3001 => Record.Name, // PidTagDisplayName
        0x6748 => (long)MailboxIdentity.FolderId(Record.Id).Value, // PidTagFolderId
        0x6749 => (long)MailboxIdentity.FolderId(Record.ParentId).Value, // PidTagParentFolderId
        0x0FFF or 0x0FF9 or 0x0FF6 => EntryIds.Folder(identity, Record.Id), // PidTagEntryId, PidTagRecordKey, PidTagInstanceKey
        0x0E09 => EntryIds.Folder(identity, Record.ParentId == 0 ? Record.Id : Record.ParentId), // PidTagParentEntryId
        0x65E0 => identity.GlobalId(Record.Id), // PidTagSourceKey
        0x65E1 => Record.ParentId == 0 ? Array.Empty<byte>() : identity.GlobalId(Record.ParentId), // PidTagParentSourceKey
        0x65E2 => identity.GlobalId(Record.ChangeNumber), // PidTagChangeKey
        0x65E3 => identity.PredecessorChangeList(Record.ChangeNumber), // PidTagPredecessorChangeList
        0x67A4 => (long)MailboxIdentity.FolderId(Record.ChangeNumber).Value, // PidTagChangeNumber
        0x3613 => Record.ContainerClass, // PidTagContainerClass
        0x3601 => Record.Role == SpecialFolder.Root ? 0 : 1, // PidTagFolderType
        0x3602 => Record.Messages, // PidTagContentCount
        0x3603 => Record.Unread, // PidTagContentUnreadCount
        0x670B => _deleted, // PidTagDeletedCountTotal
        0x360A => _hasSubfolders, // PidTagSubfolders
        0x10F4 => Record.IsHidden, // PidTagAttributeHidden
        0x10F6 or 0x10F5 => false, // PidTagAttributeReadOnly, PidTagAttributeSystem
        0x3007 => FileTime.From(Record.Created), // PidTagCreationTime
        0x3008 or 0x6709 or 0x670A or 0x4082 => FileTime.From(Record.Modified), // PidTagLastModificationTime, PidTagLocalCommitTime, PidTagLocalCommitTimeMax, PidTagHierRev
        0x0FF4 => AccessOfOwner, // PidTagAccess
        0x6639 => RightsOfOwner, // PidTagRights
        0x0FFE => 3, // PidTagObjectType
        0x3005 => _depth, // PidTagDepth
        0x3900 => 0x01000000, // PidTagDisplayType: a folder
        0x0FFA => identity.MailboxGuid.ToByteArray(), // PidTagStoreRecordKey
        0x0FF8 => identity.MappingSignature.ToByteArray(), // PidTagMappingSignature
        _ => null,
    };
}
