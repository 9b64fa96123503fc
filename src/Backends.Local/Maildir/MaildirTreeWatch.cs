using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Tells which folders of a mailbox may have changed: all first, then those whose state differs whenever a file has come, gone or got another name; by looking again and again where the system's watches have run out.</summary>
internal static class MaildirTreeWatch
{
    public static async IAsyncEnumerable<MailFolderHint> RunAsync(
        MaildirTree tree, Func<CancellationToken, Task<IReadOnlyList<MailFolder>>> list, TimeSpan pollInterval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        FolderFeed? feed = null;
        IReadOnlyList<MailFolder>? last = null;
        try
        {
            while (true)
            {
                // The watch is there before the look, so that what happens during the look is told.
                if (feed is null or { IsLost: true })
                {
                    feed?.Dispose();
                    feed = tree.Watch();
                    feed?.Listen(happened => Signal(happened, signals.Writer));
                }

                var now = await list(cancellationToken);
                var hints = MailFolderDifferences.Between(last, now);
                if (last is not null && hints.Any(hint => hint.ListChanged))
                {
                    // Folders that came since are not watched yet.
                    feed?.Dispose();
                    signals.Writer.TryWrite(true);
                }

                foreach (var hint in hints)
                    yield return hint;
                last = now;
                await WaitAsync(signals.Reader, pollInterval, time, cancellationToken);
            }
        }
        finally
        {
            feed?.Dispose();
        }
    }

    /// <summary>A look now and then costs little, and finds what no watch tells: that a folder was subscribed to.</summary>
    private static async Task WaitAsync(ChannelReader<bool> signals, TimeSpan pollInterval, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await signals.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(pollInterval, time, cancellationToken);
            signals.TryRead(out _);
        }
        catch (TimeoutException)
        {
            // Time to look again.
        }
    }

    /// <summary>Messages and folders count; the files that keep the lists, which looking may write, do not.</summary>
    private static void Signal(FolderEvent? happened, ChannelWriter<bool> signals)
    {
        if (happened is not { } told || ((told.IsAdded || told.IsRemoved) && (told.Part > 0 || told.Name.StartsWith('.'))))
            signals.TryWrite(true);
    }
}
