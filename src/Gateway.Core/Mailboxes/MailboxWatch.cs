using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// Watches a mailbox's servers from its first session until it is closed: the Inbox by the server's own word (IDLE), everything else by asking at the poll interval. Only
/// folders that somebody has opened are read; for the others the counts suffice.
/// </summary>
internal sealed partial class MailboxWatch(Mailbox mailbox, ILogger logger) : IAsyncDisposable
{
    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan SweepInterval = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource _round = new();
    private Task? _loops;
    private bool _isRefused;

    /// <summary>Begins to watch; harmless when it is on already.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_closing.IsCancellationRequested)
                return;
            _loops ??= Task.WhenAll(Task.Run(() => RepeatAsync("Inbox", WatchInboxAsync)), Task.Run(() => RepeatAsync("folders", PollAsync)), Task.Run(() => RepeatAsync("recoverable items", SweepAsync)));
        }
    }

    /// <summary>Begins anew with the log-ins that the mailbox has now.</summary>
    public void Restart()
    {
        CancellationTokenSource before;
        lock (_lock)
        {
            before = _round;
            _round = new CancellationTokenSource();
            _isRefused = false;
        }

        before.Cancel();
    }

    /// <summary>The password was proven once more: a watch that gave up because it was refused goes on.</summary>
    public void Resume()
    {
        bool refused;
        lock (_lock)
            refused = _isRefused;
        if (refused)
            Restart();
    }

    public async ValueTask DisposeAsync()
    {
        Task? loops;
        await _closing.CancelAsync();
        lock (_lock)
            loops = _loops;
        if (loops is not null)
            await loops;
    }

    private async Task WatchInboxAsync(CancellationToken cancellationToken)
    {
        var inbox = mailbox.Folders[SpecialFolder.Inbox];
        if (inbox.RemoteName is null)
        {
            await Task.Delay(mailbox.Options.Poll, mailbox.Time, cancellationToken);
            return;
        }

        await mailbox.RefreshAsync(inbox.Id, cancellationToken);
        await foreach (var hint in mailbox.Servers.Mail.WatchAsync(inbox.RemoteName, cancellationToken))
            await mailbox.RefreshAsync(inbox.Id, cancellationToken);

        // A watch that ends without a word would otherwise begin anew without a pause.
        throw new BackendException(BackendError.Unavailable, "The mail server ended the watch");
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await new RetentionSweep(mailbox).RunAsync(cancellationToken);
        await Task.Delay(SweepInterval, mailbox.Time, cancellationToken);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(mailbox.Options.Poll, mailbox.Time, cancellationToken);
        var unchanged = await mailbox.RefreshFolderListsAsync(cancellationToken);
        await mailbox.Journal.RecoverAsync(cancellationToken);
        var unreachable = new HashSet<FolderHome>();
        foreach (var folder in mailbox.Folders.All)
        {
            if (folder.Home == FolderHome.Local || folder.Id == SoftDeletion.FolderId || mailbox.Index.Loaded(folder.Id) is null || unchanged.Contains(folder.Id) || unreachable.Contains(folder.Home))
                continue;
            try
            {
                await mailbox.RefreshAsync(folder.Id, cancellationToken);
            }
            catch (BackendException fault) when (fault.Error != BackendError.AuthenticationFailed || folder.Home == FolderHome.Items)
            {
                // One folder that cannot be read keeps no other from being read; a server that does not answer is not asked for each of its folders.
                Log.FolderSkipped(logger, folder.Id, mailbox.User.Address, fault.Error, fault.Message);
                if (fault.IsTransient || fault.Error == BackendError.AuthenticationFailed)
                    unreachable.Add(folder.Home);
            }
        }
    }

    /// <summary>Runs the step again and again, after a fault with a growing pause. A refused password is not tried again before it was proven anew: servers count.</summary>
    private async Task RepeatAsync(string what, Func<CancellationToken, Task> step)
    {
        var pause = FirstPause;
        while (!_closing.IsCancellationRequested)
        {
            using var round = BeginRound();
            var began = mailbox.Time.GetTimestamp();
            try
            {
                await step(round.Token);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (round.IsCancellationRequested)
            {
                // The mailbox closes, or other log-ins took the place of these.
            }
            catch (Exception fault)
            {
                Tell(fault, what);
                if (mailbox.Time.GetElapsedTime(began) > LongestPause)
                    pause = FirstPause;
                await Task.Delay(IsRefusal(fault) ? Timeout.InfiniteTimeSpan : pause, mailbox.Time, round.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private CancellationTokenSource BeginRound()
    {
        lock (_lock)
            return CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, _round.Token);
    }

    private bool IsRefusal(Exception fault)
    {
        if (fault is not BackendException { Error: BackendError.AuthenticationFailed })
            return false;
        lock (_lock)
            _isRefused = true;
        return true;
    }

    private void Tell(Exception fault, string what)
    {
        if (fault is BackendException backend)
            Log.WatchInterrupted(logger, what, mailbox.User.Address, backend.Error, backend.Message);
        else
            Log.WatchFailed(logger, fault, what, mailbox.User.Address);
    }

    private static partial class Log
    {
        [LoggerMessage(3030, LogLevel.Warning, "Watching the {What} of {Address} was interrupted: {Error}: {Reason}")]
        public static partial void WatchInterrupted(ILogger logger, string what, string address, BackendError error, string reason);

        [LoggerMessage(3031, LogLevel.Error, "Watching the {What} of {Address} failed")]
        public static partial void WatchFailed(ILogger logger, Exception fault, string what, string address);

        [LoggerMessage(3032, LogLevel.Warning, "Folder {Folder:X} of {Address} could not be looked at: {Error}: {Reason}")]
        public static partial void FolderSkipped(ILogger logger, ulong folder, string address, BackendError error, string reason);
    }
}
