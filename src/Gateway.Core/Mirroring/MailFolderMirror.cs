using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Brings the folder tree in step with what the mail server lists: new folders appear, gone ones vanish, roles stay with their well-known ids.</summary>
internal sealed class MailFolderMirror(MailboxIndex index, MailFolderRoles roles, TimeProvider time)
{
    /// <exception cref="BackendException">Protocol where the list cannot be all: it has no INBOX.</exception>
    public Task MirrorAsync(IReadOnlyList<MailFolder> folders, CancellationToken cancellationToken)
    {
        // RFC 3501 5.1: every user has one. A server that forgets it has forgotten the others too, and nobody wants to see them go.
        if (!folders.Any(f => f.Use == MailFolderUse.Inbox || f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase)))
            throw new BackendException(BackendError.Protocol, "The mail server lists no INBOX");
        return index.CommitAsync(changes => new Pass(changes, index, folders, roles.Of(folders), time.GetUtcNow()).Run(), cancellationToken);
    }

    /// <summary>One comparison, inside the commit.</summary>
    private sealed class Pass(ChangeSet changes, MailboxIndex index, IReadOnlyList<MailFolder> folders, Dictionary<string, SpecialFolder> roles, DateTimeOffset now)
    {
        private readonly List<FolderRecord> _mirrored = index.Tree.All.Where(f => f.Home is FolderHome.Mail or FolderHome.MailContainer).ToList();
        private readonly Dictionary<string, FolderRecord> _plain = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ulong> _ids = new(StringComparer.Ordinal);
        private readonly HashSet<ulong> _kept = [];
        private Dictionary<string, FolderRecord> _renamed = [];

        public void Run()
        {
            foreach (var folder in _mirrored.Where(f => f.Role == SpecialFolder.None))
                _plain.TryAdd(folder.RemoteName!, folder);
            _renamed = FindRenamed();
            foreach (var folder in folders.OrderBy(f => f.Path.Length).ThenBy(f => f.Path, StringComparer.Ordinal))
            {
                if (_ids.ContainsKey(folder.Path))
                    continue;
                var id = Put(folder, roles.GetValueOrDefault(folder.Path));
                _ids[folder.Path] = id;
                _kept.Add(id);
            }

            foreach (var gone in _mirrored.Where(f => !_kept.Contains(f.Id)))
                FolderLayout.Forget(changes, gone);
        }

        /// <summary>A folder that is gone and one that is new are the same where their UIDVALIDITY says so and is no other folder's.</summary>
        private Dictionary<string, FolderRecord> FindRenamed()
        {
            var known = _mirrored.Select(f => f.RemoteName!).ToHashSet(StringComparer.Ordinal);
            var listed = folders.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
            var gone = _mirrored.Where(f => f.MailState is not null && !listed.Contains(f.RemoteName!)).ToLookup(f => f.MailState!.UidValidity);
            return folders.Where(f => f.State is not null).ToLookup(f => f.State!.UidValidity)
                .Where(same => same.Count() == 1 && gone[same.Key].Count() == 1)
                .Select(same => (Now: same.Single(), Before: gone[same.Key].Single()))
                .Where(pair => !known.Contains(pair.Now.Path) && pair.Now.State!.UidNext >= pair.Before.MailState!.UidNext)
                .ToDictionary(pair => pair.Now.Path, pair => pair.Before, StringComparer.Ordinal);
        }

        private ulong Put(MailFolder folder, SpecialFolder role)
        {
            var renamed = _renamed.GetValueOrDefault(folder.Path);
            var existing = role != SpecialFolder.None ? changes.Folder(ItemIds.WellKnown(role))
                : _plain.GetValueOrDefault(folder.Path) ?? (renamed?.Role == SpecialFolder.None ? renamed : null);
            var (parent, name) = PlaceOf(folder);
            if (existing is null)
                return Create(folder, parent, name);
            var updated = existing with { Home = HomeOf(folder), RemoteName = folder.Path };
            if (updated.Home == FolderHome.MailContainer || (existing.RemoteName != folder.Path && renamed?.Id != existing.Id))
            {
                if (existing.MailState is not null)
                    changes.RemoveMirrored(existing.Id);
                updated = updated with { MailState = null, Slot = 0 };
            }

            if (role == SpecialFolder.None)
                updated = updated with { ParentId = parent, Name = name };
            if (folder.State is { } state && index.Loaded(existing.Id) is null)
                updated = updated with { Messages = state.Messages, Unread = state.Unseen };
            if (updated.Name != existing.Name || updated.ParentId != existing.ParentId)
                updated = updated with { ChangeNumber = changes.NextChangeNumber(), Modified = now };
            if (updated != existing)
                changes.Put(updated);
            return existing.Id;
        }

        private ulong Create(MailFolder folder, ulong parent, string name)
        {
            var created = new FolderRecord
            {
                Id = changes.DrawId(),
                ParentId = parent,
                Name = name,
                ContainerClass = "IPF.Note",
                Home = HomeOf(folder),
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

        private static FolderHome HomeOf(MailFolder folder) => folder.CanHoldMessages ? FolderHome.Mail : FolderHome.MailContainer;

        /// <summary>The parent's id and the last part of the path. A parent that the server does not list is the IPM subtree, with the whole rest as the name.</summary>
        private (ulong Parent, string Name) PlaceOf(MailFolder folder)
        {
            if (folder.Delimiter is { } delimiter)
            {
                for (var cut = folder.Path.LastIndexOf(delimiter); cut > 0; cut = folder.Path.LastIndexOf(delimiter, cut - 1))
                {
                    if (_ids.TryGetValue(folder.Path[..cut], out var parent))
                        return (parent, FolderNames.ToName(folder.Path[(cut + 1)..]));
                }
            }

            return (ItemIds.WellKnown(SpecialFolder.IpmSubtree), FolderNames.ToName(folder.Path));
        }
    }
}
