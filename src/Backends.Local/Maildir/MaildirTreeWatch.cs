using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Tells which folders of a mailbox may have changed: all first, then those whose state differs whenever a file has come, gone or got another name; by looking again and again where the system's watches have run out.</summary>
internal static class MaildirTreeWatch
{
    public static async IAsyncEnumerable<MailFolderHint> RunAsync(
        string root, Func<CancellationToken, Task<IReadOnlyList<MailFolder>>> list, TimeSpan pollInterval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = TryStart(root, signals.Writer);
        IReadOnlyList<MailFolder>? last = null;
        while (true)
        {
            var next = signals.Reader.WaitToReadAsync(cancellationToken).AsTask();
            var now = await list(cancellationToken);
            foreach (var hint in MailFolderDifferences.Between(last, now))
                yield return hint;
            last = now;
            try
            {
                await next.WaitAsync(pollInterval, time, cancellationToken);
                signals.Reader.TryRead(out _);
            }
            catch (TimeoutException)
            {
                // A list now and then costs little, and finds what a watch that ran out has missed.
            }
        }
    }

    private static FileSystemWatcher? TryStart(string root, ChannelWriter<bool> signals)
    {
        var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName };
        try
        {
            watcher.Created += (_, e) => Signal(e.Name);
            watcher.Deleted += (_, e) => Signal(e.Name);
            watcher.Renamed += (_, e) =>
            {
                Signal(e.OldName);
                Signal(e.Name);
            };
            watcher.Error += (_, _) => signals.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            watcher.Dispose();
            return null;
        }

        void Signal(string? name)
        {
            if (name is null || IsMail(name))
                signals.TryWrite(true);
        }
    }

    /// <summary>Messages and folders count; the files that keep the lists, which looking may write, do not.</summary>
    private static bool IsMail(string name) => Path.GetFileName(Path.GetDirectoryName(name)) switch
    {
        "cur" or "new" => true,
        "" or null => name.StartsWith('.'),
        _ => false,
    };
}
