using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// Watches a mailbox's servers while a session has it open: the Inbox by the server's own word (IDLE), everything else by asking at the poll interval. Only folders
/// that somebody has opened are read; for the others the counts suffice.
/// </summary>
internal sealed partial class MailboxWatch(Mailbox mailbox, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly Lock _starting = new();
    private Task _loops = Task.CompletedTask;

    /// <summary>Begins to watch; harmless when it is on already.</summary>
    public void Start(CancellationToken closing)
    {
        lock (_starting)
        {
            if (_loops.IsCompleted && !closing.IsCancellationRequested)
                _loops = Task.WhenAll(
                    RepeatAsync("Inbox", WatchInboxAsync, closing), RepeatAsync("folders", PollMailAsync, closing), RepeatAsync("calendars", PollItemsAsync, closing));
        }
    }

    public async ValueTask DisposeAsync() => await _loops;

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
        {
            await mailbox.RefreshAsync(inbox.Id, cancellationToken);
            if (!mailbox.IsInUse)
                return;
        }
    }

    private async Task PollMailAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(mailbox.Options.Poll, mailbox.Time, cancellationToken);
        await mailbox.RefreshFoldersAsync(cancellationToken);
        foreach (var folder in mailbox.Folders.All)
        {
            if (folder.Home == FolderHome.Mail && mailbox.Index.Loaded(folder.Id) is not null)
                await mailbox.RefreshAsync(folder.Id, cancellationToken);
        }
    }

    /// <summary>Calendars are read from the start: their server tells no counts.</summary>
    private async Task PollItemsAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in mailbox.Folders.All)
        {
            if (folder.Home == FolderHome.Items)
                await mailbox.RefreshAsync(folder.Id, cancellationToken);
        }

        await Task.Delay(mailbox.Options.Poll, mailbox.Time, cancellationToken);
    }

    /// <summary>Runs the step again and again while the mailbox is in use, after a fault with a growing pause.</summary>
    private async Task RepeatAsync(string what, Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (mailbox.IsInUse && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await step(cancellationToken);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                if (fault is BackendException backend)
                    Log.WatchInterrupted(logger, what, mailbox.User.Address, backend.Error, backend.Message);
                else
                    Log.WatchFailed(logger, fault, what, mailbox.User.Address);
                await Task.Delay(pause, mailbox.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3030, LogLevel.Warning, "Watching the {What} of {Address} was interrupted: {Error}: {Reason}")]
        public static partial void WatchInterrupted(ILogger logger, string what, string address, BackendError error, string reason);

        [LoggerMessage(3031, LogLevel.Error, "Watching the {What} of {Address} failed")]
        public static partial void WatchFailed(ILogger logger, Exception fault, string what, string address);
    }
}
