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

    /// <summary>Number of messages in a state that a first listing has not reached yet.</summary>
    private const int Unlisted = -1;

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

        var changes = await store.GetChangesAsync(path, folder.MailState, snapshot.Uids(), cancellationToken);
        var isFirst = folder.MailState is null;
        var isListing = folder.MailState is null or { Messages: Unlisted };
        var isRenumbered = folder.MailState is { } before && before.UidValidity != changes.State.UidValidity;
        if (isRenumbered)
            Log.Renumbered(logger, folder.Id, folder.MailState!.UidValidity, changes.State.UidValidity);
        if (isFirst || isRenumbered)
            folder = await BeginNumberingAsync(folder, changes.State.UidValidity, cancellationToken);

        await ApplyKnownAsync(folder, changes, isFirst || isRenumbered, cancellationToken);
        snapshot = await index.GetSnapshotAsync(folderId, cancellationToken);
        var unknown = UidSet.From(changes.Flags.Where(f => snapshot.FindUid(folder.Slot, f.Uid) is null).Select(f => f.Uid));
        if (!unknown.IsEmpty)
            await AddAsync(store, folder, path, changes.State.UidValidity, unknown, own, isListing || isRenumbered, cancellationToken);
        await index.CommitAsync(
            set => set.Put(CheckSame(set, folder) with { MailState = changes.State }, quiet: true),
            cancellationToken);
        return await index.GetSnapshotAsync(folderId, cancellationToken);
    }

    /// <summary>Draws a slot for the (folder, UIDVALIDITY). A state without mod-sequence makes an interrupted first listing go on by comparing.</summary>
    private Task<FolderRecord> BeginNumberingAsync(FolderRecord seen, uint uidValidity, CancellationToken cancellationToken) => index.CommitAsync(
        set =>
        {
            var folder = CheckSame(set, seen);
            folder = folder with { Slot = set.DrawSlot(), MailState = new MailFolderState(uidValidity, 0, 0, Unlisted, 0) };
            set.Put(folder, quiet: true);
            return folder;
        },
        cancellationToken);

    private Task ApplyKnownAsync(FolderRecord folder, MailFolderChanges changes, bool isNewNumbering, CancellationToken cancellationToken) => index.CommitAsync(
        set =>
        {
            CheckSame(set, folder);
            var snapshot = index.Load(folder.Id);
            if (isNewNumbering)
            {
                set.RemoveMirrored(folder.Id);
                return;
            }

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
        IMailStore store, FolderRecord folder, string path, uint uidValidity, UidSet uids, OwnMessages own, bool isListing, CancellationToken cancellationToken)
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
                    Add(set, folder, mail, own, isListing);
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

    private void Add(ChangeSet set, FolderRecord folder, ReadMail mail, OwnMessages owns, bool isListing)
    {
        // A draft keeps the id of its first version: an old version that the server still has finds its id taken, and is not shown once it is marked.
        var (summary, properties, _) = mail;
        var namesake = set.Item(folder.Id, ItemIds.Mail(folder.Slot, summary.Uid));
        if (namesake?.Record.Uid == summary.Uid || (namesake is not null && (summary.Flags.System & MailSystemFlags.Deleted) != 0))
            return;
        var own = owns.Take(summary.Uid, properties.Get<string>(PidTag.InternetMessageId), summary.Size);
        var id = own?.Id ?? (namesake is null ? ItemIds.Mail(folder.Slot, summary.Uid) : set.DrawId());
        var extension = mail.Extension?.Resolve(set, index.Names);
        var side = own?.Side ?? (extension is null ? default : PropertyBlob.Encode(extension));
        var isInContent = extension is not null && PropertyBlob.IsSame(side.Span, extension);
        var record = new ItemRecord
        {
            Id = id,
            FolderId = folder.Id,
            Uid = summary.Uid,
            Flags = summary.Flags,
            ModSeq = summary.ModSeq,
            ChangeNumber = own?.Id is null && namesake is null && (side.IsEmpty || isInContent) ? id : set.NextChangeNumber(),
            Modified = own is null ? summary.InternalDate : time.GetUtcNow(),
            Summary = PropertyBlob.Encode(properties.Resolve(set, index.Names)),
            Side = side,
            IsSideInContent = isInContent,
        };
        if (own?.MovedFrom is { } from)
            set.PutMoved(record, from);
        else
            set.Put(record, isNewMail: own is null && !isListing && !record.IsRead && folder.Role is not (SpecialFolder.SentItems or SpecialFolder.Drafts or SpecialFolder.Outbox));
    }

    /// <param name="Summary">What the server told.</param>
    /// <param name="Properties">The same as properties.</param>
    /// <param name="Extension">What the message's own extension field says; null where it has none that counts.</param>
    private sealed record ReadMail(MailSummary Summary, PropertyBag Properties, PropertyBag? Extension);

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Warning, "Folder {Folder:X} was numbered anew by its server: UIDVALIDITY {Before} became {After}")]
        public static partial void Renumbered(ILogger logger, ulong folder, uint before, uint after);

        [LoggerMessage(3011, LogLevel.Error, "The message with UID {Uid} in folder {Folder:X} could not be converted")]
        public static partial void NotConverted(ILogger logger, Exception fault, ulong folder, uint uid);
    }
}
