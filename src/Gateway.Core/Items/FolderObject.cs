using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>A folder that a client has open. What it sets is collected and becomes durable with <see cref="SaveAsync"/>. [MS-OXCFOLD]</summary>
public sealed class FolderObject(Mailbox mailbox, ulong folderId) : PropertyObject
{
    private static readonly HashSet<ushort> ReadOnly = new PropertyTag[]
    {
        PidTag.FolderId, PidTag.ParentFolderId, PidTag.EntryId, PidTag.RecordKey, PidTag.InstanceKey, PidTag.ParentEntryId, PidTag.SourceKey, PidTag.ParentSourceKey, PidTag.ChangeKey,
        PidTag.PredecessorChangeList, PidTag.ChangeNumber, PidTag.FolderType, PidTag.ContentCount, PidTag.ContentUnreadCount, PidTag.DeletedCountTotal, PidTag.Subfolders, PidTag.CreationTime,
        PidTag.LocalCommitTime, PidTag.LocalCommitTimeMax, PidTag.HierRev, PidTag.Access, PidTag.Rights, PidTag.ObjectType, PidTag.StoreRecordKey, PidTag.MappingSignature, PidTag.LastModificationTime,
    }.Select(t => t.Id).ToHashSet();

    private readonly List<(PropertyTag Tag, object? Value)> _changes = [];

    public Mailbox Mailbox => mailbox;

    public ulong FolderId => folderId;

    /// <summary>The folder as it is now; null when it has been deleted meanwhile.</summary>
    public FolderRecord? Record => mailbox.Folders.Find(folderId);

    public override IEnumerable<PropertyTag> Tags => Row?.Tags ?? [];

    private FolderRow? Row => Record is { } record ? new FolderRow(record, mailbox.Folders, mailbox.Identity, 0, mailbox.Recoverable.CountOf(folderId)) : null;

    public override object? Get(PropertyTag tag)
    {
        if (tag.Id == PidTag.AssociatedContentCount.Id)
            return mailbox.Index.Loaded(folderId)?.Associated.Rows.Count ?? 0;
        return Row?.Get(tag);
    }

    public override ErrorCode Set(PropertyTag tag, object value)
    {
        if (ReadOnly.Contains(tag.Id))
            return ErrorCode.Computed;
        if (tag == PidTag.DisplayName && value is string name && Record is { } folder && new FolderRenaming(mailbox).Check(folder, folder.ParentId, name) is var refused and not ErrorCode.Success)
            return folder.Name == name ? ErrorCode.Success : refused;
        _changes.Add((tag, value));
        return ErrorCode.Success;
    }

    public override ErrorCode Remove(PropertyTag tag)
    {
        if (ReadOnly.Contains(tag.Id) || tag.Id == PidTag.DisplayName.Id)
            return ErrorCode.Computed;
        _changes.Add((tag, null));
        return ErrorCode.Success;
    }

    /// <summary>Makes durable what was set and removed.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_changes.Count == 0)
            return;
        var renamed = _changes.FindLast(c => c.Tag.Id == PidTag.DisplayName.Id).Value as string;
        var containerClass = _changes.FindLast(c => c.Tag.Id == PidTag.ContainerClass.Id).Value as string;
        var changes = _changes.Where(c => c.Tag.Id != PidTag.DisplayName.Id).ToArray();
        _changes.Clear();
        if (renamed is not null && Record is { } before && before.Name != renamed && mailbox.Folders.Find(before.ParentId) is { } parent)
            await new FolderRenaming(mailbox).RunAsync(before, parent, renamed, cancellationToken);
        if (containerClass is not null && Record is { } made)
            await new FolderRehoming(mailbox).RunAsync(made, containerClass, cancellationToken);
        await mailbox.Index.CommitAsync(
            set =>
            {
                if (set.Folder(folderId) is not { } folder)
                    return;
                Apply(set, folder, changes);

                // Clients read the pointers to special folders from the root and from the Inbox: both say the same.
                var pointers = changes.Where(c => SpecialFolderPointers.IsPointer(c.Tag.Id)).ToArray();
                if (pointers.Length > 0 && SpecialFolderPointers.IsBearer(folder.Role))
                    Apply(set, set.Folder(ItemIds.WellKnown(folder.Role == SpecialFolder.Root ? SpecialFolder.Inbox : SpecialFolder.Root))!, pointers);
            },
            cancellationToken);
    }

    private void Apply(ChangeSet set, FolderRecord folder, IReadOnlyList<(PropertyTag Tag, object? Value)> changes)
    {
        var bag = PropertyBlob.Decode(folder.Properties.Span);
        var changed = folder;
        foreach (var (tag, value) in changes)
        {
            if (tag.Id == PidTag.ContainerClass.Id && folder.Home == FolderHome.Items)
                continue; // What a collection holds is its server's word.
            if (tag.Id == PidTag.ContainerClass.Id && value is string containerClass)
                changed = changed with { ContainerClass = containerClass };
            else if (tag.Id == PidTag.AttributeHidden.Id && value is bool hidden)
                changed = changed with { IsHidden = hidden };
            else if (value is null)
                bag.Remove(tag);
            else
                bag.Set(tag, value);
        }

        set.Put(changed with { Properties = PropertyBlob.Encode(bag), ChangeNumber = set.NextChangeNumber(), Modified = mailbox.Time.GetUtcNow() });
    }
}
