using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// What the side-store knows of a mail folder's messages when the folder is listed: all of it after a restore, by UID; after the server numbered the folder anew, what clients
/// had set on the messages, by what names their content. Not thread-safe.
/// </summary>
internal sealed class KeptMails
{
    public static readonly KeptMails None = new();

    private readonly Dictionary<uint, ItemRecord> _byUid = [];
    private readonly Dictionary<ulong, Queue<ItemRecord>> _byMatch = [];
    private readonly Dictionary<ulong, uint> _claims = [];
    private readonly List<string> _keys = [];
    private MailFolderState? _seen;
    private ushort _slot;

    public static async Task<KeptMails> LoadAsync(MailboxIndex index, FolderRecord folder, CancellationToken cancellationToken)
    {
        var kept = new KeptMails { _slot = folder.Slot };
        foreach (var record in await index.LoadSidesAsync(SideKeys.MailOf(folder.Id), cancellationToken))
            kept.Add(folder, record);
        foreach (var record in await index.LoadSidesAsync(SideKeys.State(folder.Id), cancellationToken))
        {
            kept._keys.Add(record.Key);
            var seen = SideContent.ToState(record.Content!.Value.Span);
            kept._seen = seen.UidValidity == folder.MailState?.UidValidity && seen.HighestModSeq > 0 ? seen : null;
        }

        return kept;
    }

    public ItemRecord? Find(uint uid) => _byUid.GetValueOrDefault(uid);

    /// <summary>Another message is known to have that id.</summary>
    public bool IsClaimed(ulong id, uint uid) => _claims.TryGetValue(id, out var owner) && owner != uid;

    /// <summary>A message from before the new numbering that is this one, each found once.</summary>
    public ItemRecord? Take(ulong match) => match != 0 && _byMatch.TryGetValue(match, out var same) && same.TryDequeue(out var item) ? item : null;

    /// <summary>The message was there at the last look before the state was lost, and has changed since.</summary>
    public bool HasChanged(MailSummary summary) => _seen is { } seen && summary.Uid < seen.UidNext && summary.ModSeq > seen.HighestModSeq;

    /// <summary>Drops what was kept of messages that are not there any more.</summary>
    public void Forget(ChangeSet set, FolderSnapshot now)
    {
        foreach (var key in _keys)
        {
            if (SideKeys.IsState(key) || SideKeys.PlaceOf(key) is var (slot, uid) && (slot != _slot || now.FindUid(slot, uid) is null))
                set.ForgetSide(key);
        }
    }

    private void Add(FolderRecord folder, SideRecord record)
    {
        _keys.Add(record.Key);
        var (slot, uid) = SideKeys.PlaceOf(record.Key);
        var (item, match) = SideContent.ToItem(folder.Id, record.Content!.Value.Span);
        if (slot == folder.Slot)
        {
            _byUid[uid] = item;
            _claims.TryAdd(item.Id, uid);
        }
        else if (match != 0)
        {
            (_byMatch.TryGetValue(match, out var same) ? same : _byMatch[match] = new()).Enqueue(item);
        }
    }
}
