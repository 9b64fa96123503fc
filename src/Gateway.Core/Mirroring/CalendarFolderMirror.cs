using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Brings the folder tree in step with the calendars that the item server lists: one is the mailbox's own Calendar, the others hang below it.</summary>
internal sealed class CalendarFolderMirror(MailboxIndex index, TimeProvider time)
{
    /// <summary>Takes over the calendars; the other kinds of collections wait for their conversion.</summary>
    public Task MirrorAsync(IReadOnlyList<ItemCollection> collections, CancellationToken cancellationToken) => index.CommitAsync(
        changes =>
        {
            var mirrored = index.Tree.All.Where(f => f.Home == FolderHome.Items).ToList();
            var calendars = collections.Where(c => (c.Kinds & ItemKinds.Events) != 0).DistinctBy(c => c.Href).ToList();
            var main = MainOf(calendars, mirrored);
            var kept = new HashSet<ulong>();
            foreach (var calendar in calendars)
            {
                kept.Add(calendar == main
                    ? Put(changes, changes.Folder(ItemIds.WellKnown(SpecialFolder.Calendar)), calendar, isMain: true)
                    : Put(changes, mirrored.Find(f => f.Role == SpecialFolder.None && f.RemoteName == calendar.Href), calendar, isMain: false));
            }

            foreach (var gone in mirrored.Where(f => !kept.Contains(f.Id)))
                FolderLayout.Forget(changes, gone);
        },
        cancellationToken);

    /// <summary>The calendar that is the mailbox's own: the one that was, the one that the server names, one called so, the first.</summary>
    private static ItemCollection? MainOf(List<ItemCollection> calendars, List<FolderRecord> mirrored) =>
        calendars.Find(c => mirrored.Exists(f => f.Role == SpecialFolder.Calendar && f.RemoteName == c.Href))
        ?? calendars.Find(c => c.IsDefault)
        ?? calendars.Find(c => c.DisplayName.Contains("calendar", StringComparison.OrdinalIgnoreCase) || c.DisplayName.Contains("kalender", StringComparison.OrdinalIgnoreCase))
        ?? calendars.FirstOrDefault();

    private ulong Put(ChangeSet changes, FolderRecord? existing, ItemCollection calendar, bool isMain)
    {
        var now = time.GetUtcNow();
        if (existing is null)
        {
            var created = new FolderRecord
            {
                Id = changes.DrawId(),
                ParentId = ItemIds.WellKnown(SpecialFolder.Calendar),
                Name = calendar.DisplayName,
                ContainerClass = "IPF.Appointment",
                Home = FolderHome.Items,
                RemoteName = calendar.Href,
                ChangeNumber = changes.NextChangeNumber(),
                Created = now,
                Modified = now,
            };
            changes.Put(created);
            return created.Id;
        }

        var updated = existing with { Home = FolderHome.Items, RemoteName = calendar.Href, Name = isMain ? existing.Name : calendar.DisplayName };
        if (existing.RemoteName != calendar.Href)
        {
            changes.RemoveMirrored(existing.Id);
            updated = updated with { ItemState = null };
        }

        if (updated != existing)
            changes.Put(updated with { ChangeNumber = changes.NextChangeNumber(), Modified = now });
        return existing.Id;
    }
}
