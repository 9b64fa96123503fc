using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// One folder. A look at it costs three stats while nobody changes it. Whatever changes it holds the gate (within this process) and Dovecot's lock file (among processes).
/// </summary>
internal sealed class MaildirFolder(FolderDisk disk, Inotify inotify, TimeProvider time) : IDisposable
{
    private const int MostAttempts = 5;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly FolderReconciler _reconciler = new(disk, time);
    private volatile FolderSummary? _summary;
    private FolderIndex? _index;

    /// <summary>The state of the disk when it was last looked at or changed.</summary>
    private FolderStamps? _seen;

    /// <summary>Events since the messages were last in line with the files; null where the system has no more watches.</summary>
    private FolderFeed? _feed;
    private (ulong New, ulong Current) _watched;

    public FolderDisk Disk => disk;

    /// <summary>How often the folder's files have been listed.</summary>
    public int Scans { get; private set; }

    public async Task<FolderSummary> GetSummaryAsync(CancellationToken cancellationToken)
    {
        if (IsCurrent(_summary))
            return _summary!;
        using var held = await GateAsync(cancellationToken);
        await LookAsync(needsMessages: false, cancellationToken);
        return _summary!;
    }

    public async Task<MailFolderChanges> GetChangesAsync(MailFolderState? since, UidSet known, CancellationToken cancellationToken)
    {
        using var held = await GateAsync(cancellationToken);
        await LookAsync(needsMessages: false, cancellationToken);
        if (since is not null && since == _summary!.State)
            return new MailFolderChanges(since, IsReset: false, UidSet.Empty, []);

        var index = _index ?? await LookAsync(needsMessages: true, cancellationToken);
        var isReset = since is null || since.UidValidity != index.State.UidValidity;

        // A mod-sequence from the future is from a journal that has been lost: whatever may have changed is told.
        var from = isReset || since!.HighestModSeq > index.HighestModSeq ? 0 : since.HighestModSeq;
        var flags = index.Rows.Where(row => row.ModSeq > from).Select(row => index.Flags(row)).ToList();
        return new MailFolderChanges(index.State, isReset, isReset ? UidSet.Empty : known.Except(index.All), flags);
    }

    /// <summary>The messages that are there of those that are asked for.</summary>
    /// <exception cref="BackendException">Conflict: another UIDVALIDITY.</exception>
    public async Task<List<FoundMessage>> FindAsync(uint uidValidity, UidSet uids, CancellationToken cancellationToken)
    {
        using var held = await GateAsync(cancellationToken);
        var index = await LookAsync(needsMessages: true, cancellationToken);
        index.Check(uidValidity);
        return [.. index.Find(uids).Select(row => index.Found(row))];
    }

    /// <summary>Opens a message's file, whose name may change at any moment; null where it is gone.</summary>
    public async Task<(FoundMessage Message, FileStream File)?> OpenAsync(FoundMessage message, uint uidValidity, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            try
            {
                return (message, new FileStream(disk.PathOf(message.Row), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
            }
            catch (FileNotFoundException)
            {
                if (await FindAsync(uidValidity, UidSet.Of(message.Row.Uid), cancellationToken) is not [var present])
                    return null;
                message = present;
            }
        }

        return null;
    }

    /// <summary>Gives the caller the folder to change, alone among all processes that respect the lock file.</summary>
    public async Task<FolderWrite> BeginWriteAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        DotLock? held = null;
        try
        {
            held = await disk.LockAsync(cancellationToken);
            if (_index is null ? !TryLoad() : _seen != FolderStamps.Of(disk.Folder) && !TryReplay())
                await ReconcileAsync(cancellationToken);
            return new FolderWrite(this, held);
        }
        catch
        {
            held?.Dispose();
            _gate.Release();
            throw;
        }
    }

    /// <summary>For whoever holds the folder: looks at the files anew.</summary>
    public async Task<FolderIndex> ReconcileAsync(CancellationToken cancellationToken)
    {
        Scans++;
        Watch();
        _feed?.Drain();
        (_index, var stamps) = await _reconciler.RunAsync(_index, cancellationToken);
        Record(stamps);
        return _index;
    }

    /// <summary>For whoever holds the folder: ends a change.</summary>
    /// <param name="isComplete">Memory and disk agree; else the disk alone counts.</param>
    public void EndWrite(bool isComplete)
    {
        try
        {
            if (!isComplete)
                (_index, _summary, _seen) = (null, null, null);
            else if (!TryReplay())
                Record(stamps: null);
        }
        finally
        {
            _gate.Release();
        }
    }

    public FolderIndex Index => _index!;

    /// <summary>Listens to the folder's events; null where the system has no more watches.</summary>
    public async Task<IDisposable?> ListenAsync(Action<FolderEvent?> listener, CancellationToken cancellationToken)
    {
        using var held = await GateAsync(cancellationToken);
        await LookAsync(needsMessages: true, cancellationToken);
        return _feed is { IsLost: false } ? _feed.Listen(listener) : null;
    }

    /// <summary>The folder has another name or is gone. Who still uses this object finds no files.</summary>
    public void Close() => _feed?.Dispose();

    public void Dispose()
    {
        Close();
        _gate.Dispose();
    }

    private bool IsCurrent(FolderSummary? summary) => summary?.Stamps is { } stamps && FolderStamps.Of(disk.Folder) == stamps;

    private async Task<Gate> GateAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Gate(_gate);
    }

    /// <summary>Makes sure that what is known is so.</summary>
    private async Task<FolderIndex> LookAsync(bool needsMessages, CancellationToken cancellationToken)
    {
        _summary ??= disk.Journal.ReadSummary();
        if (IsCurrent(_summary) && (!needsMessages || _index is not null || TryLoad()))
            return _index!;
        if (IsQuiet())
            return _index!;
        using var held = await disk.LockAsync(cancellationToken);
        return TryReplay() ? _index! : await ReconcileAsync(cancellationToken);
    }

    /// <summary>Whether the feed says that nothing happened since the messages were in line with the files. By then the times of the folders tell later changes from it, too.</summary>
    private bool IsQuiet()
    {
        if (_index is null || _feed is null)
            return false;
        var lookedAt = TimeProvider.System.GetUtcNow();
        var stamps = FolderStamps.Of(disk.Folder);
        if (!IsWatched(stamps) || stamps.UidList != _index.Uids.Stamp || !_feed.IsQuiet())
            return false;
        if (stamps.AreSettled(lookedAt))
            Record(stamps);
        return true;
    }

    /// <summary>Follows the feed's events; false where there is no feed, or it has been lost.</summary>
    private bool TryReplay()
    {
        if (_index is null || _feed is null || !IsWatched(FolderStamps.Of(disk.Folder)) || _feed.Drain() is not { } events || !_reconciler.TryReplay(_index, events))
            return false;
        Record(stamps: null);
        return true;
    }

    /// <summary>The folder may have been replaced by another of its name.</summary>
    private bool IsWatched(FolderStamps stamps) => _watched == (stamps.New.Inode, stamps.Current.Inode);

    private void Watch()
    {
        if (_feed is { IsLost: false } && IsWatched(FolderStamps.Of(disk.Folder)))
            return;
        _feed?.Dispose();
        _feed = inotify.Watch(isKept: true, Path.Combine(disk.Folder, "new"), Path.Combine(disk.Folder, "cur"));
        var stamps = FolderStamps.Of(disk.Folder);
        _watched = (stamps.New.Inode, stamps.Current.Inode);
    }

    /// <summary>Where nothing changed since the journal's last line, the messages are as it says.</summary>
    private bool TryLoad()
    {
        Watch();
        _summary ??= disk.Journal.ReadSummary();
        if (!IsCurrent(_summary) || UidList.Read(disk.Folder) is not { } uids || uids.Stamp != _summary!.Stamps!.UidList)
            return false;
        var index = _reconciler.Load(uids);
        if (index.State != _summary.State)
            return false;
        (_index, _seen) = (index, _summary.Stamps);
        return true;
    }

    /// <param name="stamps">The state of the disk that the index agrees with; null after changes of our own, beside which others may have changed something in the same moment.</param>
    private void Record(FolderStamps? stamps)
    {
        var summary = new FolderSummary(Index.State, Index.Bytes, stamps);
        if (Index.IsDirty || summary != _summary)
            Index.WriteTo(disk.Journal, summary);
        _summary = summary;
        _seen = stamps ?? FolderStamps.Of(disk.Folder);
    }

    private sealed class Gate(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
