using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// Brings the folder tree in step with the collections that the item server lists. Of each kind one is the mailbox's own Calendar, Contacts or Tasks, the others hang below it. A collection of several kinds is a folder of each.
/// </summary>
internal sealed class ItemFolderMirror(MailboxIndex index, TimeProvider time)
{
    private static readonly (ItemKinds Kind, SpecialFolder Role, string Class, string[] Names)[] Kinds =
    [
        (ItemKinds.Events, SpecialFolder.Calendar, "IPF.Appointment", ["calendar", "kalender", "calendrier", "calendario", "agenda"]),
        (ItemKinds.Contacts, SpecialFolder.Contacts, "IPF.Contact", ["contact", "kontakt", "address", "adress", "contatti", "contacto"]),
        (ItemKinds.Tasks, SpecialFolder.Tasks, "IPF.Task", ["task", "todo", "to-do", "aufgaben", "t\u00E2ches", "tareas", "attivit\u00E0", "taken"]),
    ];

    /// <summary>Takes over calendars, address books and task lists.</summary>
    public Task MirrorAsync(IReadOnlyList<ItemCollection> collections, CancellationToken cancellationToken) => index.CommitAsync(
        changes =>
        {
            foreach (var (kind, role, containerClass, names) in Kinds)
                Mirror(changes, [.. collections.Where(c => (c.Kinds & kind) != 0).DistinctBy(c => c.Href)], role, containerClass, names);
        },
        cancellationToken);

    private void Mirror(ChangeSet changes, List<ItemCollection> collections, SpecialFolder role, string containerClass, string[] names)
    {
        var mirrored = index.Tree.All.Where(f => f.Home == FolderHome.Items && f.ContainerClass?.StartsWith(containerClass, StringComparison.OrdinalIgnoreCase) == true).ToList();
        var main = MainOf(collections, mirrored, role, names);
        var kept = new HashSet<ulong>();
        foreach (var collection in collections)
        {
            kept.Add(collection == main
                ? Put(changes, changes.Folder(ItemIds.WellKnown(role)), collection, role, containerClass)
                : Put(changes, mirrored.Find(f => f.Role == SpecialFolder.None && f.RemoteName == collection.Href), collection, role, containerClass));
        }

        foreach (var gone in mirrored.Where(f => !kept.Contains(f.Id)))
            FolderLayout.Forget(changes, gone);
    }

    /// <summary>The collection that is the mailbox's own: the one that was, the one that the server names, one called so, the first; none that a client has put elsewhere.</summary>
    private static ItemCollection? MainOf(List<ItemCollection> collections, List<FolderRecord> mirrored, SpecialFolder role, string[] names)
    {
        var free = collections.FindAll(c => !mirrored.Exists(f => f.Role == SpecialFolder.None && f.RemoteName == c.Href && f.ParentId != ItemIds.WellKnown(role)));
        return free.Find(c => mirrored.Exists(f => f.Role == role && f.RemoteName == c.Href))
            ?? free.Find(c => c.IsDefault)
            ?? free.Find(c => Array.Exists(names, n => c.DisplayName.Contains(n, StringComparison.OrdinalIgnoreCase)))
            ?? free.FirstOrDefault();
    }

    private ulong Put(ChangeSet changes, FolderRecord? existing, ItemCollection collection, SpecialFolder role, string containerClass)
    {
        var now = time.GetUtcNow();
        if (existing is null)
        {
            var created = new FolderRecord
            {
                Id = changes.DrawId(),
                ParentId = ItemIds.WellKnown(role),
                Name = collection.DisplayName,
                ContainerClass = containerClass,
                Home = FolderHome.Items,
                RemoteName = collection.Href,
                ChangeNumber = changes.NextChangeNumber(),
                Created = now,
                Modified = now,
            };
            changes.Put(created);
            return created.Id;
        }

        var updated = existing with { Home = FolderHome.Items, RemoteName = collection.Href, Name = existing.Role == SpecialFolder.None ? collection.DisplayName : existing.Name };
        if (existing.RemoteName != collection.Href)
        {
            changes.RemoveMirrored(existing.Id);
            updated = updated with { ItemState = null };
        }

        if (updated != existing)
            changes.Put(updated with { ChangeNumber = changes.NextChangeNumber(), Modified = now });
        return existing.Id;
    }
}
