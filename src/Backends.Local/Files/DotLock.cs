using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Local.Files;

/// <summary>
/// A lock file as Dovecot takes it beside its files: it exists while somebody holds it and says "process:host". One that a dead process of this host left, or that
/// nobody has touched for two minutes, counts no more.
/// </summary>
internal sealed class DotLock : IDisposable
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<string, bool> Held = new(StringComparer.Ordinal);
    private static readonly string Content = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}:{Environment.MachineName}");

    private readonly string _path;

    private DotLock(string path) => _path = path;

    /// <param name="path">The lock file.</param>
    /// <param name="temporary">Folder on the same file system for the file before it becomes the lock.</param>
    /// <param name="time">Clock for waiting.</param>
    /// <param name="cancellationToken">Cancellation of the wait.</param>
    /// <exception cref="BackendException">Timeout: another process holds it.</exception>
    public static async Task<DotLock> TakeAsync(string path, string temporary, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        for (var wait = 2; !TryTake(path, temporary); wait = Math.Min(wait * 2, 100))
        {
            if (time.GetElapsedTime(begin) > Patience)
                throw new BackendException(BackendError.Timeout, $"{path} is held by another process.");
            await Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken);
        }

        return new DotLock(path);
    }

    public void Dispose()
    {
        Posix.TryUnlink(_path);
        Held.TryRemove(_path, out _);
    }

    private static bool TryTake(string path, string temporary)
    {
        // A link appears with its content; a file that is created first and filled later could be left empty by a crash, and would then say nothing of its owner.
        var own = Path.Combine(temporary, UniqueName.Next(TimeProvider.System.GetUtcNow()));
        File.WriteAllText(own, Content);
        try
        {
            if (!Posix.TryLink(own, path) && !(RemoveStale(path, own) && Posix.TryLink(own, path)))
                return false;
            Held[path] = true;
            return true;
        }
        finally
        {
            Posix.TryUnlink(own);
        }
    }

    private static bool RemoveStale(string path, string own)
    {
        if (Posix.Stat(path) is not { } stamp)
            return true;
        if (!IsStale(path, stamp))
            return false;

        // Whoever else found it stale may have taken it meanwhile: look at what was really removed.
        var removed = own + ".stale";
        if (!Posix.TryRename(path, removed))
            return true;
        var isRight = Posix.Stat(removed)?.Inode == stamp.Inode;
        if (!isRight)
            Posix.TryLink(removed, path);
        Posix.TryUnlink(removed);
        return isRight;
    }

    private static bool IsStale(string path, FileStamp stamp)
    {
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch.AddTicks(stamp.Modified / 100);
        if (age > Stale)
            return true;
        string content;
        try
        {
            content = File.ReadAllText(path, Encoding.UTF8);
        }
        catch (FileNotFoundException)
        {
            return true;
        }

        var colon = content.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || content[(colon + 1)..].TrimEnd() != Environment.MachineName
            || !int.TryParse(content.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            return false;
        return process == Environment.ProcessId ? !Held.ContainsKey(path) : !Posix.IsRunning(process);
    }
}
