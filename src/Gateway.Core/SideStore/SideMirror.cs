using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// Takes the side-store to the mirror. Commits hand over what changed and go on; one loop appends what has gathered, at once where somebody waits for it, else after a few
/// seconds. A mirror that cannot be written keeps nobody waiting: it is tried again with growing pauses, and the operator is told once.
/// </summary>
internal sealed partial class SideMirror : IAsyncDisposable
{
    /// <summary>How long changes gather that nobody waits for.</summary>
    internal static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);

    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>How long closing waits for the last changes.</summary>
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(10);

    private readonly MailboxIndex _index;
    private readonly SideMirrorWriter _writer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly Task _loop;
    private Dictionary<string, SideRecord> _pending = new(StringComparer.Ordinal);
    private MailboxHead? _head;
    private TaskCompletionSource? _waiting;
    private Task _urgent = Task.CompletedTask;
    private TaskCompletionSource _urgency = New();
    private bool _isFailing;
    private bool _isClosed;

    public SideMirror(MailboxIndex index, SideMirrorWriter writer, TimeProvider time, ILogger logger)
    {
        _index = index;
        _writer = writer;
        _time = time;
        _logger = logger;
        if (writer.IsBehind)
        {
            _head = index.Head;
            _signal.Release();
        }

        _loop = Task.Run(RunAsync);
    }

    /// <summary>Completes when what was given out so far is mirrored, or cannot be now.</summary>
    public Task Urgent
    {
        get
        {
            lock (_lock)
                return _urgent;
        }
    }

    /// <summary>Takes what a commit changed; called by the mailbox's one writer in the order of its commits.</summary>
    /// <param name="records">What changed.</param>
    /// <param name="head">The counters after the commit.</param>
    /// <param name="isUrgent">Somebody waits.</param>
    /// <returns>Completes when it is mirrored, or cannot be now; at once where it is not urgent.</returns>
    public Task Add(IReadOnlyCollection<SideRecord> records, MailboxHead head, bool isUrgent)
    {
        lock (_lock)
        {
            foreach (var record in records)
                Gather(record);
            var isFirst = _head is null;
            _head = head;
            if (isFirst)
                _signal.Release();
            if (!isUrgent || _isFailing || _isClosed)
                return Task.CompletedTask;
            _waiting ??= New();
            _urgency.TrySetResult();
            return _urgent = _waiting.Task;
        }
    }

    /// <summary>Writes what is left, as far as the server takes it in reasonable time.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isClosed = true;
        await _closing.CancelAsync();
        using var patience = new CancellationTokenSource(ClosingPatience, _time);
        await using var end = patience.Token.Register(_abandoned.Cancel);
        await _loop;
        try
        {
            await WriteAsync(isLast: true, _abandoned.Token);
        }
        catch (Exception fault)
        {
            Tell(fault);
        }
        finally
        {
            Release();
        }
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(_closing.Token);
                await GatherAsync();
                await WriteAsync(isLast: false, _abandoned.Token);
                pause = FirstPause;
                if (_isFailing)
                    Log.MirrorWritten(_logger, _index.Identity.Address);
                lock (_lock)
                    _isFailing = false;
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Tell(fault);
                lock (_lock)
                    _isFailing = true;
                Release();
                await Task.Delay(pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                _signal.Release();
            }
        }
    }

    private async Task GatherAsync()
    {
        Task urgency;
        lock (_lock)
            urgency = _urgency.Task;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        await Task.WhenAny(urgency, Task.Delay(Gathering, _time, enough.Token));
        await enough.CancelAsync();
        _closing.Token.ThrowIfCancellationRequested();
    }

    private async Task WriteAsync(bool isLast, CancellationToken cancellationToken)
    {
        // How far folders have been read is looked up first: what was found there is then surely among what is written.
        var states = _writer.ChangedStates(_index.Tree);
        Dictionary<string, SideRecord> records;
        MailboxHead? head;
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            (records, head, waiting) = (_pending, _head, _waiting);
            (_pending, _head, _waiting, _urgency) = (new(StringComparer.Ordinal), null, null, New());
        }

        if (head is null && (!isLast || states.Count == 0))
        {
            waiting?.TrySetResult();
            return;
        }

        head ??= _index.Head;
        try
        {
            await _writer.AppendAsync(head, [.. records.Values, .. states], cancellationToken);
            await _index.MarkMirroredAsync(head.Sequence);
            waiting?.TrySetResult();
        }
        catch
        {
            PutBack(records, head);
            waiting?.TrySetResult();
            throw;
        }
    }

    /// <summary>A folder that goes takes along what has gathered of it: the order of the rest does not matter.</summary>
    private void Gather(SideRecord record)
    {
        if (record.Content is null && SideKeys.IsFolder(record.Key))
        {
            var folder = SideKeys.FolderOf(record.Key);
            foreach (var gone in _pending.Keys.Where(key => !SideKeys.IsName(key) && SideKeys.FolderOf(key) == folder).ToList())
                _pending.Remove(gone);
        }

        _pending[record.Key] = record;
    }

    /// <summary>What has come since is newer.</summary>
    private void PutBack(Dictionary<string, SideRecord> records, MailboxHead head)
    {
        lock (_lock)
        {
            var since = _pending;
            _pending = records;
            foreach (var record in since.Values)
                Gather(record);
            _head ??= head;
        }
    }

    private void Release()
    {
        TaskCompletionSource? waiting;
        lock (_lock)
            (waiting, _waiting) = (_waiting, null);
        waiting?.TrySetResult();
    }

    private void Tell(Exception fault)
    {
        if (_isFailing)
            return;
        if (fault is BackendException refused)
            Log.MirrorRefused(_logger, _index.Identity.Address, refused.Error, refused.Message);
        else
            Log.MirrorFailed(_logger, fault, _index.Identity.Address);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(3080, LogLevel.Warning, "What Outlook sets in the mailbox of {Address} and its mail server has no place for cannot be kept there; until it can, it would be lost with the gateway's state: {Error}: {Reason}")]
        public static partial void MirrorRefused(ILogger logger, string address, BackendError error, string reason);

        [LoggerMessage(3081, LogLevel.Error, "The mirror of the mailbox of {Address} failed")]
        public static partial void MirrorFailed(ILogger logger, Exception fault, string address);

        [LoggerMessage(3082, LogLevel.Information, "The mirror of the mailbox of {Address} is written again")]
        public static partial void MirrorWritten(ILogger logger, string address);
    }
}
