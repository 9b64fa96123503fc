using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// A mailbox's index: the folder tree, the folders' items, names and counters. Readers take immutable snapshots; changes go as plans to one writer,
/// which runs each plan, commits it in one transaction, swaps the snapshots and tells the subscribers, in that order.
/// </summary>
public sealed partial class MailboxIndex : IAsyncDisposable
{
    /// <summary>Plans that wait; beyond it those who plan wait.</summary>
    private const int QueueLength = 256;

    private readonly IMailboxState _state;
    private readonly ILogger _logger;
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly ConcurrentDictionary<ulong, FolderSnapshot> _snapshots = new();
    private readonly ChangeClock _sequences;
    private readonly Task _writer;
    private ushort _nextSlot;
    private ulong _nextDrawn;
    private ulong _mirrored;

    public MailboxIndex(IMailboxState state, MailboxIdentity identity, TimeProvider time, ILogger logger)
    {
        _state = state;
        _logger = logger;
        Identity = identity;
        Clock = new ChangeClock(time, state.Head.LastChange);
        _nextSlot = state.Head.NextSlot;
        _nextDrawn = state.Head.NextDrawn;
        _sequences = new ChangeClock(time, state.Head.Sequence);
        _mirrored = state.Head.Mirrored;
        Tree = new FolderTree(state.LoadFolders().ToImmutableDictionary(f => f.Id));
        Names = new NamedPropertyMap(state.LoadNamedProperties());
        Journal = state.LoadJournal().ToImmutableDictionary(e => e.Key);
        _writer = Task.Run(WriteAsync);
    }

    public MailboxIdentity Identity { get; }

    public FolderTree Tree { get; private set; }

    public NamedPropertyMap Names { get; }

    /// <summary>The writes of several steps that have begun and not ended.</summary>
    internal ImmutableDictionary<Guid, JournalEntry> Journal { get; private set; }

    public MailboxEvents Events { get; } = new();

    internal ChangeClock Clock { get; }

    /// <summary>Takes what only the gateway knows to the mail server; set before the first commit, null where there is none.</summary>
    internal SideMirror? Mirror { get; set; }

    /// <summary>The counters as they are stored.</summary>
    internal MailboxHead Head => _state.Head;

    /// <summary>Runs a plan in the writer and returns when it is durable and told; where it gave out ids or names, when the mirror has them too.</summary>
    public async Task<T> CommitAsync<T>(Func<ChangeSet, T> plan, CancellationToken cancellationToken)
    {
        var work = new Work<T>(plan);
        var result = await EnqueueAsync(work, work.Done, cancellationToken);
        await work.Mirrored;
        return result;
    }

    /// <summary>The same for one part of a longer change: its last part, or <see cref="WhenMirroredAsync"/>, waits for the mirror.</summary>
    internal Task CommitPartAsync(Action<ChangeSet> plan, CancellationToken cancellationToken)
    {
        var work = new Work<bool>(changes =>
        {
            plan(changes);
            return true;
        });
        return EnqueueAsync(work, work.Done, cancellationToken);
    }

    /// <summary>Completes when the mirror has the ids and names that were given out so far, or could not take them.</summary>
    internal Task WhenMirroredAsync() => Mirror?.Urgent ?? Task.CompletedTask;

    /// <summary>The mirror holds all up to that commit.</summary>
    internal Task MarkMirroredAsync(ulong sequence) => CommitPartAsync(_ => _mirrored = Math.Max(_mirrored, sequence), CancellationToken.None);

    /// <summary>The side records whose keys begin so; all for an empty prefix.</summary>
    internal Task<IReadOnlyList<SideRecord>> LoadSidesAsync(string prefix, CancellationToken cancellationToken) => Task.Run(() => _state.LoadSides(prefix), cancellationToken);

    public Task CommitAsync(Action<ChangeSet> plan, CancellationToken cancellationToken) => CommitAsync(
        changes =>
        {
            plan(changes);
            return true;
        },
        cancellationToken);

    /// <summary>The folder's items, read from the state at the first call.</summary>
    public async ValueTask<FolderSnapshot> GetSnapshotAsync(ulong folder, CancellationToken cancellationToken) =>
        _snapshots.TryGetValue(folder, out var snapshot) ? snapshot : await CommitAsync(_ => Load(folder), cancellationToken);

    /// <summary>The folder's items where they have been read before, else null.</summary>
    public FolderSnapshot? Loaded(ulong folder) => _snapshots.GetValueOrDefault(folder);

    /// <summary>The object of an item that only the gateway has.</summary>
    public Task<byte[]?> LoadObjectAsync(ulong itemId, CancellationToken cancellationToken) => Task.Run(() => _state.LoadObject(itemId), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        _state.Dispose();
    }

    internal ulong DrawIds(uint count)
    {
        if (count > GlobalCounter.Max - _nextDrawn)
            throw new InvalidOperationException("All ids are taken; delete the mailbox's state to begin a new generation");
        var first = _nextDrawn;
        _nextDrawn += count;
        return first;
    }

    internal ushort DrawSlot() => _nextSlot < ItemIds.FirstDrawnSlot
        ? _nextSlot++
        : throw new InvalidOperationException("All slots for folders are taken; delete the mailbox's state to begin a new generation");

    /// <summary>The folder's items, in the writer. What clients ask for by ids of no folder is not kept.</summary>
    internal FolderSnapshot Load(ulong folder) =>
        _snapshots.TryGetValue(folder, out var snapshot) ? snapshot
        : Tree.Find(folder) is null ? FolderSnapshot.Empty
        : _snapshots[folder] = FolderSnapshot.Of(_state.LoadItems(folder), Identity);

    private async Task<T> EnqueueAsync<T>(Work work, Task<T> done, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new InvalidOperationException("The mailbox has been closed", closed);
        }

        // Once queued a plan runs; giving up the wait would leave its caller unsure.
        return await done;
    }

    private async Task WriteAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync())
            Write(work);
    }

    private void Write(Work work)
    {
        try
        {
            var changes = new ChangeSet(this);
            work.Run(changes);
            var batch = new StateBatch();
            var snapshots = changes.Finish(batch);
            var isMirrored = batch.Sides.Count > 0 || changes.IsUrgent;
            var head = new MailboxHead(Identity.Generation, _nextSlot, _nextDrawn, Clock.Last, isMirrored ? _sequences.Next() : _sequences.Last, _mirrored);
            if (!batch.IsEmpty || head != _state.Head)
            {
                batch.Head = head;
                _state.Commit(batch);
            }

            if (isMirrored && Mirror is { } mirror)
                work.Mirrored = mirror.Add(batch.Sides, head, changes.IsUrgent);
            Publish(changes, snapshots, batch);
            work.Complete();
        }
        catch (Exception fault)
        {
            Log.CommitFailed(_logger, fault);
            work.Fail(fault);
        }
    }

    private void Publish(ChangeSet changes, Dictionary<ulong, FolderSnapshot> snapshots, StateBatch batch)
    {
        foreach (var folder in batch.RemovedFolders)
            _snapshots.TryRemove(folder, out _);
        foreach (var (folder, snapshot) in snapshots)
            _snapshots[folder] = snapshot;
        if (batch.Folders.Count > 0 || batch.RemovedFolders.Count > 0)
            Tree = Tree.With(batch.Folders, batch.RemovedFolders);
        Names.Add(batch.NamedProperties);
        Journal = Journal.RemoveRange(batch.EndedJournal).SetItems(batch.Journal.Select(e => KeyValuePair.Create(e.Key, e)));
        Events.Publish(changes.Events, fault => Log.SubscriberFailed(_logger, fault));
    }

    private abstract class Work
    {
        public Task Mirrored { get; set; } = Task.CompletedTask;

        public abstract void Run(ChangeSet changes);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Work<T>(Func<ChangeSet, T> plan) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override void Run(ChangeSet changes) => _result = plan(changes);

        public override void Complete() => _done.SetResult(_result);

        public override void Fail(Exception fault) => _done.SetException(fault);
    }

    private static partial class Log
    {
        [LoggerMessage(3000, LogLevel.Error, "A change of the mailbox's state failed")]
        public static partial void CommitFailed(ILogger logger, Exception fault);

        [LoggerMessage(3001, LogLevel.Error, "A subscriber to the mailbox's changes failed")]
        public static partial void SubscriberFailed(ILogger logger, Exception fault);
    }
}
