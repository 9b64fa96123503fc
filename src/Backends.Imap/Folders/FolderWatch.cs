using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Tells when a folder may have changed: by IDLE on the connection that is kept for it, else by asking for the folder's state now and then. RFC 2177</summary>
internal sealed class FolderWatch(
    ImapPool pool,
    ImapOptions options,
    TimeProvider time,
    string path,
    Func<CancellationToken, Task<MailFolderState>> getState,
    Func<bool> canIdle)
{
    /// <summary>The first hint comes when the watch stands: what changed before nobody has told of.</summary>
    public async IAsyncEnumerable<MailFolderHint> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MailFolderState? last = null;
        while (true)
        {
            if (canIdle() && await pool.TryOpenIdlerAsync(cancellationToken) is { } idler)
            {
                try
                {
                    await foreach (var hint in IdleAsync(idler, cancellationToken))
                    {
                        yield return hint;
                    }
                }
                finally
                {
                    await pool.EndIdlerAsync(idler);
                }
            }

            var state = await getState(cancellationToken);
            if (state != last)
            {
                last = state;
                yield return new MailFolderHint(path);
            }

            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Ends only where the server refuses to idle.</summary>
    private async IAsyncEnumerable<MailFolderHint> IdleAsync(ImapConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var select = new SelectCommand(path, isReadOnly: true);
        await connection.SendAsync([select], cancellationToken);
        var answer = await select.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            throw await AbsentFolder.ExplainAsync(connection, select.Name, answer, path, cancellationToken);
        }

        // Many changes while the consumer is busy are one hint.
        var hasChanged = 0;
        var wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Wake() => wakes.Writer.TryWrite(true);
        void Hint()
        {
            Volatile.Write(ref hasChanged, 1);
            Wake();
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var idle = new IdleCommand(Hint);
            await connection.SendAsync([idle], cancellationToken);
            if (!await idle.Started.WaitAsync(cancellationToken))
            {
                await idle.EndAsync(cancellationToken);
                yield break;
            }

            if (isFirst)
            {
                Hint();
            }

            using var renewal = new CancellationTokenSource(options.IdleRenewal, time);
            await using var onRenewal = renewal.Token.Register(Wake);
            _ = idle.Completion.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            while (!renewal.IsCancellationRequested && !idle.Completion.IsCompleted)
            {
                await wakes.Reader.ReadAsync(cancellationToken);
                if (Interlocked.Exchange(ref hasChanged, 0) == 1)
                {
                    yield return new MailFolderHint(path);
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
}
