using System.Runtime.CompilerServices;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>
/// Tells when any of the user's own folders may have changed: by NOTIFY on the connection that is kept for IDLE, else by listing all folders with their states now and then and
/// idling on the inbox. RFC 5465, RFC 5819
/// </summary>
internal sealed class AccountWatch(
    ImapPool pool,
    ImapOptions options,
    TimeProvider time,
    Func<CancellationToken, Task<IReadOnlyList<MailFolder>>> list,
    FolderWatch inbox,
    Func<ImapCapabilities> capabilities)
{
    private readonly HintQueue _hints = new();

    public async IAsyncEnumerable<MailFolderHint> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (capabilities() is { Notify: true, Idle: true } && await pool.TryOpenIdlerAsync(cancellationToken) is { } idler)
        {
            try
            {
                await foreach (var hint in NotifyAsync(idler, cancellationToken))
                {
                    yield return hint;
                }
            }
            finally
            {
                await pool.EndIdlerAsync(idler);
            }
        }

        await foreach (var hint in PollAsync(cancellationToken))
        {
            yield return hint;
        }
    }

    /// <summary>Ends where the server refuses to notify or to idle.</summary>
    private async IAsyncEnumerable<MailFolderHint> NotifyAsync(ImapConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IdleLoop loop;
        do
        {
            var notify = new NotifyCommand(Listen);
            await connection.SendAsync([notify], cancellationToken);
            if (!(await notify.EndAsync(cancellationToken)).IsOk)
            {
                yield break;
            }

            loop = new IdleLoop(connection, options, time, _hints, Listen);
            await foreach (var hint in loop.RunAsync(cancellationToken))
            {
                yield return hint;
            }
        }
        while (loop.IsOverflown);

        void Listen(in UntaggedResponse response)
        {
            if (response.Is("STATUS"u8))
            {
                StatusItems.Read(response.Arguments, connection.Names, out var path);
                _hints.Add(new MailFolderHint(path));
            }
            else if (response.Is("LIST"u8))
            {
                _hints.Add(new MailFolderHint(ListCommand.Read(response.Arguments, connection.Names).Path, ListChanged: true));
            }
        }
    }

    private async IAsyncEnumerable<MailFolderHint> PollAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var idling = capabilities().Idle ? WatchInboxAsync(ending.Token) : Task.CompletedTask;
        try
        {
            IReadOnlyList<MailFolder>? last = null;
            while (true)
            {
                var now = await list(cancellationToken);
                foreach (var hint in MailFolderDifferences.Between(last, now))
                {
                    _hints.Add(hint);
                }

                last = now;
                using var next = new CancellationTokenSource(options.PollInterval, time);
                await using var onNext = next.Token.Register(_hints.Wake);
                _hints.Wake();
                while (!next.IsCancellationRequested)
                {
                    await _hints.WaitAsync(cancellationToken);
                    foreach (var hint in _hints.TakeAll())
                    {
                        yield return hint;
                    }

                    if (idling.IsFaulted)
                    {
                        await idling;
                    }
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await idling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchInboxAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var hint in inbox.RunAsync(cancellationToken))
            {
                _hints.Add(hint);
            }
        }
        finally
        {
            _hints.Wake();
        }
    }
}
