using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Tells when files of a folder come, go or get other names: by the system's watches (inotify), or by looking again and again where those have run out.</summary>
internal static class MaildirWatch
{
    public static async IAsyncEnumerable<MailFolderHint> RunAsync(
        string path, MaildirFolder folder, TimeSpan pollInterval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watchers = Start(folder.Disk.Folder, signals.Writer);
        var last = FolderStamps.Of(folder.Disk.Folder);
        while (true)
        {
            await WaitAsync(signals.Reader, watchers is null ? pollInterval : Timeout.InfiniteTimeSpan, time, cancellationToken);
            if (!Directory.Exists(Path.Combine(folder.Disk.Folder, "cur")))
                throw new BackendException(BackendError.NotFound, "The folder is gone.");
            var now = FolderStamps.Of(folder.Disk.Folder);
            if (watchers is null && now == last)
                continue;
            last = now;
            yield return new MailFolderHint(path);
        }
    }

    private static async Task WaitAsync(ChannelReader<bool> signals, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await signals.ReadAsync(cancellationToken).AsTask().WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    private static Watchers? Start(string folder, ChannelWriter<bool> signals)
    {
        var watchers = new Watchers();
        try
        {
            foreach (var part in (ReadOnlySpan<string>)["new", "cur"])
                watchers.Add(Path.Combine(folder, part), signals);
            return watchers;
        }
        catch (IOException)
        {
            // No more watches or watchers for this user of the system.
            watchers.Dispose();
            return null;
        }
    }

    private sealed class Watchers : IDisposable
    {
        private readonly List<FileSystemWatcher> _all = [];

        public void Add(string folder, ChannelWriter<bool> signals)
        {
            var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName };
            _all.Add(watcher);
            watcher.Created += (_, _) => signals.TryWrite(true);
            watcher.Deleted += (_, _) => signals.TryWrite(true);
            watcher.Renamed += (_, _) => signals.TryWrite(true);
            watcher.Error += (_, _) => signals.TryWrite(true);
            watcher.EnableRaisingEvents = true;
        }

        public void Dispose() => _all.ForEach(watcher => watcher.Dispose());
    }
}
