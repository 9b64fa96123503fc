using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>Which folder has which role: those that the logon names, and those that the Inbox and the root point to. [MS-OXOSFLD] 3.1.4.1</summary>
public sealed class SpecialFolders
{
    // The place of Junk E-mail in PidTagAdditionalRenEntryIds. [MS-OXOSFLD] 2.2.4
    private const int JunkIndex = 4;

    private static readonly (SpecialFolder Role, PropertyTag Pointer)[] Pointers =
    [
        (SpecialFolder.Drafts, PidTag.IpmDraftsEntryId),
        (SpecialFolder.Calendar, PidTag.IpmAppointmentEntryId),
        (SpecialFolder.Contacts, PidTag.IpmContactEntryId),
        (SpecialFolder.Journal, PidTag.IpmJournalEntryId),
        (SpecialFolder.Notes, PidTag.IpmNoteEntryId),
        (SpecialFolder.Tasks, PidTag.IpmTaskEntryId),
    ];

    private static readonly (SpecialFolder Role, LogonFolder Place)[] Places =
    [
        (SpecialFolder.Root, LogonFolder.Root),
        (SpecialFolder.Subtree, LogonFolder.InterpersonalMessagesSubtree),
        (SpecialFolder.Inbox, LogonFolder.Inbox),
        (SpecialFolder.Outbox, LogonFolder.Outbox),
        (SpecialFolder.SentItems, LogonFolder.SentItems),
        (SpecialFolder.DeletedItems, LogonFolder.DeletedItems),
        (SpecialFolder.CommonViews, LogonFolder.CommonViews),
        (SpecialFolder.Schedule, LogonFolder.Schedule),
        (SpecialFolder.Search, LogonFolder.Search),
        (SpecialFolder.Views, LogonFolder.Views),
        (SpecialFolder.Shortcuts, LogonFolder.Shortcuts),
        (SpecialFolder.DeferredAction, LogonFolder.DeferredAction),
        (SpecialFolder.SpoolerQueue, LogonFolder.SpoolerQueue),
    ];

    private readonly Dictionary<SpecialFolder, FolderId> _ids = [];

    private SpecialFolders()
    {
    }

    /// <summary>The folder of a role; null where no folder has it.</summary>
    public FolderId? this[SpecialFolder role] => _ids.TryGetValue(role, out var id) ? id : null;

    /// <summary>The role of a folder; null where it has none.</summary>
    public SpecialFolder? RoleOf(FolderId id)
    {
        foreach (var (role, folder) in _ids)
        {
            if (folder == id)
                return role;
        }

        return null;
    }

    internal static async Task<SpecialFolders> FindAsync(MapiStore store, CancellationToken cancellation)
    {
        var special = new SpecialFolders();
        foreach (var (role, place) in Places)
        {
            if (!store.Folder(place).IsEmpty)
                special._ids[role] = store.Folder(place);
        }

        await special.FollowAsync(store, LogonFolder.Inbox, cancellation).ConfigureAwait(false);
        if (Pointers.Any(pointer => !special._ids.ContainsKey(pointer.Role)))
            await special.FollowAsync(store, LogonFolder.Root, cancellation).ConfigureAwait(false);
        return special;
    }

    private async Task FollowAsync(MapiStore store, LogonFolder holder, CancellationToken cancellation)
    {
        using var folder = await store.OpenFolderAsync(store.Folder(holder), cancellation).ConfigureAwait(false);
        var bag = await folder.GetAsync([.. Pointers.Select(static pointer => pointer.Pointer), PidTag.AdditionalRenEntryIds], cancellation).ConfigureAwait(false);
        foreach (var (role, pointer) in Pointers)
            await AddAsync(store, role, bag.Get<byte[]>(pointer), cancellation).ConfigureAwait(false);
        var additional = bag.Get<byte[][]>(PidTag.AdditionalRenEntryIds);
        await AddAsync(store, SpecialFolder.Junk, additional is { Length: > JunkIndex } ? additional[JunkIndex] : null, cancellation).ConfigureAwait(false);
    }

    private async Task AddAsync(MapiStore store, SpecialFolder role, byte[]? entryId, CancellationToken cancellation)
    {
        if (_ids.ContainsKey(role) || !FolderEntryId.TryParse(entryId, out var id))
            return;

        // Ids of the mailbox's own replica need no question to the server.
        _ids[role] = id.ReplicaGuid == store.ReplicaGuid
            ? new FolderId(store.ReplicaId, id.Counter)
            : new FolderId(await store.ToShortIdAsync(id, cancellation).ConfigureAwait(false));
    }
}
