using System.Runtime.CompilerServices;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
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

        var hints = new HintQueue();
        hints.Add(new MailFolderHint(path));
        await foreach (var hint in new IdleLoop(connection, options, time, hints, Listen).RunAsync(cancellationToken))
        {
            yield return hint;
        }

        void Listen(in UntaggedResponse response)
        {
            if (response.Is("EXISTS"u8) || response.Is("EXPUNGE"u8) || response.Is("VANISHED"u8) || response.Is("FETCH"u8))
            {
                hints.Add(new MailFolderHint(path));
            }
        }
    }
}
