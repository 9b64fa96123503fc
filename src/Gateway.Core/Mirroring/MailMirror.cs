using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Conversion.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// Brings a mail folder's index in step with its server. An unchanged folder costs one STATUS; else only what changed is fetched. The folder's gate is held by the caller.
/// </summary>
internal sealed partial class MailMirror(MailboxIndex index, ExtensionFields extensions, TimeProvider time, ILogger logger)
{
    /// <summary>Messages that become visible together while a large folder is read for the first time.</summary>
    private const int BatchSize = 500;

    /// <param name="store">The user's mail.</param>
    /// <param name="folderId">The folder.</param>
    /// <param name="own">Messages that this gateway has just put there, with the ids and side-store properties that they shall have.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    public async Task<FolderSnapshot> RefreshAsync(IMailStore store, ulong folderId, OwnMessages own, CancellationToken cancellationToken)
    {
        var snapshot = await index.GetSnapshotAsync(folderId, cancellationToken);
        var folder = index.Tree.Find(folderId);
        if (folder is not { Home: FolderHome.Mail, RemoteName: { } path })
            return snapshot;
        if (folder.MailState is { HighestModSeq: > 0 } seen && await store.GetStateAsync(path, cancellationToken) == seen)
            return snapshot;

        var changes = await GetChangesAsync(store, path, folder, snapshot, cancellationToken);
        var isListing = folder.MailState is null or { Messages: SideContent.Unlisted };
        var isRenumbered = folder.MailState is { } before && before.UidValidity != changes.State.UidValidity;
        if (isRenumbered)
            Log.Renumbered(logger, folder.Id, folder.MailState!.UidValidity, changes.State.UidValidity);
        var isNewNumbering = folder.MailState is null || isRenumbered;
        if (isNewNumbering)
            folder = await BeginNumberingAsync(folder, changes.State.UidValidity, cancellationToken);
        else
            await ApplyKnownAsync(folder, changes, cancellationToken);

        var kept = isListing || isRenumbered ? await KeptMails.LoadAsync(index, folder, cancellationToken) : KeptMails.None;
        snapshot = await index.GetSnapshotAsync(folderId, cancellationToken);
        var unknown = UidSet.From(changes.Flags.Where(f => snapshot.FindUid(folder.Slot, f.Uid) is null).Select(f => f.Uid));
        if (!unknown.IsEmpty)
            await AddAsync(store, folder, path, changes.State.UidValidity, unknown, own, kept, isListing || isRenumbered, cancellationToken);
        await index.CommitAsync(
            set =>
            {
                set.Put(CheckSame(set, folder) with { MailState = changes.State }, quiet: true);
                kept.Forget(set, index.Load(folder.Id));
            },
            cancellationToken);
        return await index.GetSnapshotAsync(folderId, cancellationToken);
    }

    /// <summary>What changed since the last look; read twice where it would take much away, and by comparing where the server's mod-sequences have gone back.</summary>
    private async Task<MailFolderChanges> GetChangesAsync(IMailStore store, string path, FolderRecord folder, FolderSnapshot snapshot, CancellationToken cancellationToken)
    {
        var known = snapshot.Uids();
        var changes = await store.GetChangesAsync(path, folder.MailState, known, cancellationToken);
        if (folder.MailState is not { } seen)
            return changes;
        if (changes.State.UidValidity == seen.UidValidity && changes.State.HighestModSeq < seen.HighestModSeq)
            changes = await store.GetChangesAsync(path, seen with { HighestModSeq = 0 }, known, cancellationToken);
        var removed = changes.State.UidValidity != seen.UidValidity ? known.Count
            : changes.IsReset ? known.Except(UidSet.From(changes.Flags.Select(f => f.Uid))).Count
            : changes.Vanished.Count;
        if (!RemovalGuard.NeedsConfirmation(removed, known.Count))
            return changes;
        var again = await store.GetChangesAsync(path, null, UidSet.Empty, cancellationToken);
        Log.ReadTwice(logger, folder.Id, removed, known.Count, again.State.Messages);
        return again;
    }

    /// <summary>Draws a slot for the (folder, UIDVALIDITY). A state without mod-sequence makes an interrupted first listing go on by comparing.</summary>
    private Task<FolderRecord> BeginNumberingAsync(FolderRecord seen, uint uidValidity, CancellationToken cancellationToken) => index.CommitAsync(
        set =>
        {
            var folder = CheckSame(set, seen);
            set.RemoveMirrored(folder.Id, keepSides: true);
            folder = folder with { Slot = set.DrawSlot(), MailState = new MailFolderState(uidValidity, 0, 0, SideContent.Unlisted, 0) };
            set.Put(folder, quiet: true);
            return folder;
        },
        cancellationToken);

    private Task ApplyKnownAsync(FolderRecord folder, MailFolderChanges changes, CancellationToken cancellationToken) => index.CommitAsync(
        set =>
        {
            CheckSame(set, folder);
            var snapshot = index.Load(folder.Id);
            var gone = changes.Vanished.Select(uid => snapshot.FindUid(folder.Slot, uid));
            if (changes.IsReset)
            {
                var present = changes.Flags.Select(f => f.Uid).ToHashSet();
                gone = snapshot.Rows.Where(r => r.Record.Uid != 0 && !present.Contains(r.Record.Uid));
            }

            foreach (var row in gone.OfType<ItemRow>())
                set.Remove(row);
            foreach (var now in changes.Flags)
            {
                if (snapshot.FindUid(folder.Slot, now.Uid) is { } row)
                    PutFlags(set, row.Record, now);
            }
        },
        cancellationToken);

    /// <summary>While the server was asked the folder may have gone, or its name may now be another folder's: what was heard is not for that one.</summary>
    private static FolderRecord CheckSame(ChangeSet set, FolderRecord seen)
    {
        var current = set.Folder(seen.Id) ?? throw new BackendException(BackendError.NotFound, "The folder has been removed");
        return current.RemoteName == seen.RemoteName && current.Slot == seen.Slot
            ? current
            : throw new BackendException(BackendError.Unavailable, "The folder has just been renamed");
    }

    /// <summary>Read state has a change number of its own; any other flag is a change of the message. [MS-OXCFXICS] 3.1.5.3</summary>
    public static void PutFlags(ChangeSet set, ItemRecord record, MailMessageFlags now)
    {
        if (record.Flags == now.Flags)
            return;
        var others = record.Flags with { System = now.Flags.System & MailSystemFlags.Seen | record.Flags.System & ~MailSystemFlags.Seen } != now.Flags;
        var read = ((record.Flags.System ^ now.Flags.System) & MailSystemFlags.Seen) != 0;
        set.Put(record with
        {
            Flags = now.Flags,
            ModSeq = now.ModSeq,
            ChangeNumber = others ? set.NextChangeNumber() : record.ChangeNumber,
            ReadChangeNumber = read ? set.NextChangeNumber() : record.ReadChangeNumber,
        });
    }

    private async Task AddAsync(
        IMailStore store, FolderRecord folder, string path, uint uidValidity, UidSet uids, OwnMessages own, KeptMails kept, bool isListing, CancellationToken cancellationToken)
    {
        // The writer keeps one batch while the next is converted here and the one after that comes in from the server.
        var batch = new List<ReadMail>(BatchSize);
        var keeping = Task.CompletedTask;
        try
        {
            await foreach (var summary in store.FetchSummariesAsync(path, uidValidity, uids, cancellationToken))
            {
                batch.Add(Read(folder, summary));
                if (batch.Count < BatchSize)
                    continue;
                await keeping;
                keeping = KeepAsync(batch);
                batch = new List<ReadMail>(BatchSize);
            }
        }
        finally
        {
            await keeping;
        }

        await KeepAsync(batch);

        Task KeepAsync(List<ReadMail> mails) => index.CommitAsync(
            set =>
            {
                CheckSame(set, folder);
                foreach (var mail in mails)
                    Add(set, folder, mail, own, kept, isListing);
            },
            cancellationToken);
    }

    private ReadMail Read(FolderRecord folder, MailSummary summary)
    {
        var properties = ConvertWhatCanBe(folder, summary);
        return new ReadMail(summary, properties, extensions.OpenHeader(summary.Header, properties.Get<string>(PidTag.InternetMessageId)));
    }

    /// <summary>One message that trips the conversion must not close its folder: it is shown without its structure, else by size and date alone.</summary>
    private PropertyBag ConvertWhatCanBe(FolderRecord folder, MailSummary summary)
    {
        try
        {
            return MailSummaryConverter.Convert(summary.Header, MailOutlines.Of(summary.Structure), summary.Size, summary.InternalDate);
        }
        catch (Exception fault)
        {
            Log.NotConverted(logger, fault, folder.Id, summary.Uid);
        }

        try
        {
            return MailSummaryConverter.Convert(summary.Header, null, summary.Size, summary.InternalDate);
        }
        catch (Exception)
        {
            return MailSummaryConverter.Convert(default, null, summary.Size, summary.InternalDate);
        }
    }

    private void Add(ChangeSet set, FolderRecord folder, ReadMail mail, OwnMessages owns, KeptMails kept, bool isListing)
    {
        // A draft keeps the id of its first version: an old version that the server still has finds its id taken, and is not shown once it is marked.
        var (summary, properties, _) = mail;
        var usual = ItemIds.Mail(folder.Slot, summary.Uid);
        var namesake = set.Item(folder.Id, usual);
        var isTaken = namesake is not null || kept.IsClaimed(usual, summary.Uid);
        if (namesake?.Record.Uid == summary.Uid || (isTaken && (summary.Flags.System & MailSystemFlags.Deleted) != 0))
            return;
        var own = owns.Take(summary.Uid, properties.Get<string>(PidTag.InternetMessageId), summary.Size);
        var known = own is null ? kept.Find(summary.Uid) : null;
        if (known is not null && set.Item(folder.Id, known.Id) is not null)
            known = null;
        var id = own?.Id ?? known?.Id ?? (isTaken ? set.DrawId() : usual);
        var extension = mail.Extension?.Resolve(set, index.Names);
        var side = own?.Side ?? (known is { IsSideInContent: false } ? known.Side : kept.Take(ContentMatch.Of(summary, properties))?.Side) ?? (extension is null ? default : PropertyBlob.Encode(extension));
        var isInContent = extension is not null && PropertyBlob.IsSame(side.Span, extension);
        var isUntouched = id == usual && own?.Id is null && (side.IsEmpty || isInContent) && !kept.HasChanged(summary);
        var record = new ItemRecord
        {
            Id = id,
            FolderId = folder.Id,
            Uid = summary.Uid,
            ObjectId = properties.Get<string>(PidTag.InternetMessageId) is null ? summary.ObjectId : null,
            Flags = summary.Flags,
            ModSeq = summary.ModSeq,
            ChangeNumber = known is not null ? known.ChangeNumber : isUntouched ? id : set.NextChangeNumber(),
            ReadChangeNumber = known is not null ? known.ReadChangeNumber : kept.HasChanged(summary) ? set.NextChangeNumber() : 0,
            Modified = known is not null ? known.Modified : isUntouched || own is null ? summary.InternalDate : time.GetUtcNow(),
            Summary = PropertyBlob.Encode(properties.Resolve(set, index.Names)),
            Side = side,
            IsSideInContent = isInContent,
        };
        if (own?.MovedFrom is { } from)
            set.PutMoved(record, from);
        else
            set.Put(record, isNewMail: own is null && !isListing && !record.IsRead && folder.Role is not (SpecialFolder.SentItems or SpecialFolder.Drafts or SpecialFolder.Outbox));
        if (known is not null)
            PutFlags(set, record with { Flags = known.Flags }, new MailMessageFlags(summary.Uid, summary.Flags, summary.ModSeq));
    }

    /// <param name="Summary">What the server told.</param>
    /// <param name="Properties">The same as properties.</param>
    /// <param name="Extension">What the message's own extension field says; null where it has none that counts.</param>
    private sealed record ReadMail(MailSummary Summary, PropertyBag Properties, PropertyBag? Extension);

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Warning, "Folder {Folder:X} was numbered anew by its server: UIDVALIDITY {Before} became {After}")]
        public static partial void Renumbered(ILogger logger, ulong folder, uint before, uint after);

        [LoggerMessage(3013, LogLevel.Warning, "The server of folder {Folder:X} seemed to have lost {Removed} of {Known} messages; asked again it told of {Now}, which is taken over")]
        public static partial void ReadTwice(ILogger logger, ulong folder, long removed, long known, int now);

        [LoggerMessage(3011, LogLevel.Error, "The message with UID {Uid} in folder {Folder:X} could not be converted")]
        public static partial void NotConverted(ILogger logger, Exception fault, ulong folder, uint uid);
    }
}
