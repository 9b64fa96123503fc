using System.Runtime.CompilerServices;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Idles on a connection, again and again, and hands on the hints that what the server tells becomes. RFC 2177</summary>
internal sealed class IdleLoop(ImapConnection connection, ImapOptions options, TimeProvider time, HintQueue hints, IdleListener listen)
{
    private volatile bool _isOverflown;

    /// <summary>The server gave up telling what it was asked for by NOTIFY. RFC 5465 5.8</summary>
    public bool IsOverflown => _isOverflown;

    /// <summary>Ends only where the server refuses to idle, or has given up telling.</summary>
    public async IAsyncEnumerable<MailFolderHint> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!_isOverflown)
        {
            var idle = new IdleCommand(listen, Listen);
            await connection.SendAsync([idle], cancellationToken);
            if (!await idle.Started.WaitAsync(cancellationToken))
            {
                await idle.EndAsync(cancellationToken);
                yield break;
            }

            using var renewal = new CancellationTokenSource(options.IdleRenewal, time);
            await using var onRenewal = renewal.Token.Register(hints.Wake);
            _ = idle.Completion.ContinueWith(_ => hints.Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

            // What was told before the server idled waits already.
            hints.Wake();
            while (!renewal.IsCancellationRequested && !_isOverflown && !idle.Completion.IsCompleted)
            {
                await hints.WaitAsync(cancellationToken);
                foreach (var hint in hints.TakeAll())
                {
                    yield return hint;
                }
            }

            if (idle.Completion.IsCompleted)
            {
                await idle.SucceedAsync(cancellationToken);
                throw new BackendException(BackendError.Unavailable, "The IMAP server ended IDLE.");
            }

            await connection.EndIdleAsync(idle, cancellationToken);
        }
    }

    private void Listen(StatusResponse status)
    {
        if (status.Code == "NOTIFICATIONOVERFLOW")
        {
            _isOverflown = true;
            hints.Wake();
        }
    }
}
