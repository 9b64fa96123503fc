using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Brings the folder tree in step with what the servers list: new folders appear, gone ones vanish, roles stay with their well-known ids.</summary>
internal sealed class FolderMirror(MailboxIndex index, TimeProvider time)
{
    /// <summary>Makes the well-known folders that are missing.</summary>
    public Task EnsureLayoutAsync(CancellationToken cancellationToken) =>
        index.CommitAsync(changes => FolderLayout.Ensure(changes, time.GetUtcNow()), cancellationToken);

    /// <summary>Takes over the mail server's folders.</summary>
    public Task MirrorAsync(IReadOnlyList<MailFolder> folders, CancellationToken cancellationToken) => index.CommitAsync(
        changes =>
        {
            var known = KnownBy(FolderHome.Mail);
            var roles = MailFolderRoles.Of(folders);
            var ids = new Dictionary<string, ulong>(StringComparer.Ordinal);
            foreach (var folder in folders.OrderBy(f => f.Path.Length).ThenBy(f => f.Path, StringComparer.Ordinal))
            {
                if (ids.ContainsKey(folder.Path))
                    continue;
                ids[folder.Path] = Put(changes, folder, roles.GetValueOrDefault(folder.Path), ids, known.GetValueOrDefault(folder.Path));
                known.Remove(folder.Path);
            }

            foreach (var gone in known.Values)
                Forget(changes, gone);
        },
        cancellationToken);

    /// <summary>Takes over the calendars of the item server; the other kinds wait for their conversion.</summary>
    public Task MirrorAsync(IReadOnlyList<ItemCollection> collections, CancellationToken cancellationToken) => index.CommitAsync(
        changes =>
        {
            var known = KnownBy(FolderHome.Items);
            var calendars = collections.Where(c => (c.Kinds & ItemKinds.Events) != 0).ToList();
            var main = MainCalendar(calendars, known);
            foreach (var calendar in calendars)
            {
                Put(changes, calendar, calendar == main, known.GetValueOrDefault(calendar.Href));
                known.Remove(calendar.Href);
            }

            foreach (var gone in known.Values)
                Forget(changes, gone);
        },
        cancellationToken);

    private Dictionary<string, FolderRecord> KnownBy(FolderHome home) =>
        index.Tree.All.Where(f => f.Home == home && f.RemoteName is not null).ToDictionary(f => f.RemoteName!, StringComparer.Ordinal);

    private ulong Put(ChangeSet changes, MailFolder folder, SpecialFolder role, Dictionary<string, ulong> ids, FolderRecord? known)
    {
        var (parent, name) = PlaceOf(folder, ids);
        var existing = role != SpecialFolder.None ? changes.Folder(ItemIds.WellKnown(role)) : known?.Role == SpecialFolder.None ? known : null;
        var now = time.GetUtcNow();
        if (existing is null)
        {
            var created = new FolderRecord
            {
                Id = changes.DrawId(),
                ParentId = parent,
                Name = name,
                ContainerClass = "IPF.Note",
                Home = FolderHome.Mail,
                RemoteName = folder.Path,
                Messages = folder.State?.Messages ?? 0,
                Unread = folder.State?.Unseen ?? 0,
                ChangeNumber = changes.NextChangeNumber(),
                Created = now,
                Modified = now,
            };
            changes.Put(created);
            return created.Id;
        }

        var updated = existing with { Home = FolderHome.Mail, RemoteName = folder.Path };
        if (existing.RemoteName != folder.Path)
            updated = updated with { MailState = null, Slot = 0 };
        if (role == SpecialFolder.None)
            updated = updated with { ParentId = parent, Name = name };
        if (folder.State is { } state && index.Loaded(existing.Id) is null)
            updated = updated with { Messages = state.Messages, Unread = state.Unseen };
        if (updated != existing)
        {
            if (updated.Name != existing.Name || updated.ParentId != existing.ParentId)
                updated = updated with { ChangeNumber = changes.NextChangeNumber(), Modified = now };
            changes.Put(updated);
        }

        return existing.Id;
    }

    /// <summary>The parent's id and the last part of the path. A parent that the server does not list is the IPM subtree, with the whole rest as the name.</summary>
    private static (ulong Parent, string Name) PlaceOf(MailFolder folder, Dictionary<string, ulong> ids)
    {
        if (folder.Delimiter is { } delimiter)
        {
            for (var cut = folder.Path.LastIndexOf(delimiter); cut > 0; cut = folder.Path.LastIndexOf(delimiter, cut - 1))
            {
                if (ids.TryGetValue(folder.Path[..cut], out var parent))
                    return (parent, folder.Path[(cut + 1)..]);
            }
        }

        return (ItemIds.WellKnown(SpecialFolder.IpmSubtree), folder.Path);
    }

    /// <summary>The calendar that is the mailbox's own: the one that was, the one that the server names, one called so, the first.</summary>
    private static ItemCollection? MainCalendar(List<ItemCollection> calendars, Dictionary<string, FolderRecord> known) =>
        calendars.Find(c => known.TryGetValue(c.Href, out var folder) && folder.Role == SpecialFolder.Calendar)
        ?? calendars.Find(c => c.IsDefault)
        ?? calendars.Find(c => c.DisplayName.Contains("calendar", StringComparison.OrdinalIgnoreCase) || c.DisplayName.Contains("kalender", StringComparison.OrdinalIgnoreCase))
        ?? calendars.FirstOrDefault();

    private void Put(ChangeSet changes, ItemCollection calendar, bool isMain, FolderRecord? known)
    {
        var now = time.GetUtcNow();
        var existing = isMain ? changes.Folder(ItemIds.WellKnown(SpecialFolder.Calendar)) : known?.Role == SpecialFolder.None ? known : null;
        if (existing is null)
        {
            changes.Put(new FolderRecord
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
            });
            return;
        }

        var updated = existing with { Home = FolderHome.Items, RemoteName = calendar.Href, Name = isMain ? existing.Name : calendar.DisplayName };
        if (existing.RemoteName != calendar.Href)
            updated = updated with { ItemState = null };
        if (updated != existing)
            changes.Put(updated with { ChangeNumber = changes.NextChangeNumber(), Modified = now });
    }

    /// <summary>A folder that the server no longer lists goes, but a well-known one stays and is empty.</summary>
    private void Forget(ChangeSet changes, FolderRecord gone)
    {
        if (changes.Folder(gone.Id) is not { } folder || folder.RemoteName != gone.RemoteName)
            return;
        changes.RemoveFolder(folder);
        if (folder.Role != SpecialFolder.None)
            FolderLayout.Ensure(changes, time.GetUtcNow());
    }
}
