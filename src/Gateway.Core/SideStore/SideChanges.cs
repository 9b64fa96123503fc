using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>What one commit changes in the side-store, found by comparing what would be kept before and after.</summary>
internal sealed class SideChanges(List<SideRecord> records)
{
    public void Folder(FolderRecord? before, FolderRecord after) =>
        Compare(SideKeys.Folder(after.Id), before is null ? null : SideContent.Of(before), SideContent.Of(after));

    public void RemovedFolder(ulong folder) => records.Add(new SideRecord(SideKeys.Folder(folder), null));

    /// <param name="before">The item as it was, and the slot of its folder then; null for a new one.</param>
    /// <param name="after">The item as it will be, and the slot of its folder; null for one that goes.</param>
    public void Item((ItemRecord Item, ushort Slot)? before, (ItemRecord Item, ushort Slot)? after)
    {
        var was = before is { } b && SideContent.NeedsKeeping(b.Item, b.Slot) ? SideKeys.Item(b.Item, b.Slot) : null;
        var key = after is { } a && SideContent.NeedsKeeping(a.Item, a.Slot) ? SideKeys.Item(a.Item, a.Slot) : null;
        if (was is not null && was != key)
            records.Add(new SideRecord(was, null));
        if (key is not null)
            Compare(key, was == key ? SideContent.Of(before!.Value.Item) : null, SideContent.Of(after!.Value.Item));
        if (after is null && before is { Item: { Uid: 0, Href: null } local })
            records.Add(new SideRecord(SideKeys.Object(local.FolderId, local.Id), null));
    }

    public void Object(ulong folder, ulong item, byte[] content) => records.Add(new SideRecord(SideKeys.Object(folder, item), content));

    public void Name(NamedPropertyRecord name) => records.Add(new SideRecord(SideKeys.Name(name.Id), SideContent.Of(name.Name)));

    private void Compare(string key, byte[]? before, byte[] after)
    {
        if (before is null || !before.AsSpan().SequenceEqual(after))
            records.Add(new SideRecord(key, after));
    }
}
