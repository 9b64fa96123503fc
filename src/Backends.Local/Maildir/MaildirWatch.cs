using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Tells when files of a folder come, go or get other names: by the folder's events, or by looking at its times again and again where the system has no more watches.</summary>
internal static class MaildirWatch
{
    public static async IAsyncEnumerable<MailFolderHint> RunAsync(
        string path, MaildirFolder folder, TimeSpan pollInterval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var last = FolderStamps.Of(folder.Disk.Folder);
        var listening = await ListenAsync();
        try
        {
            yield return new MailFolderHint(path);
            while (true)
            {
                // What was changed before the feed was there shows in the times.
                var isSignal = false;
                if (FolderStamps.Of(folder.Disk.Folder) == last)
                {
                    await WaitAsync(signals.Reader, listening is null ? pollInterval : Timeout.InfiniteTimeSpan, time, cancellationToken);
                    isSignal = listening is not null;
                }

                var now = FolderStamps.Of(folder.Disk.Folder);
                if (now == last && !isSignal)
                    continue;
                last = now;
                yield return new MailFolderHint(path);

                // A feed that was lost has been replaced. The old one is left only when the new one is there, so that no event falls between.
                var next = await ListenAsync();
                listening?.Dispose();
                listening = next;
            }
        }
        finally
        {
            listening?.Dispose();
        }

        Task<IDisposable?> ListenAsync() => folder.ListenAsync(
            happened =>
            {
                if (happened is null or { IsAdded: true } or { IsRemoved: true })
                    signals.Writer.TryWrite(true);
            },
            cancellationToken);
    }

    private static async Task WaitAsync(ChannelReader<bool> signals, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await signals.ReadAsync(cancellationToken).AsTask().WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Time to look again.
        }
    }
}
