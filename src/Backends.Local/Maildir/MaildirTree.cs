using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>All folders of one user's mailbox, Maildir++ as Dovecot lays it out. Shared by everybody who is logged in as that user.</summary>
internal sealed class MaildirTree : IDisposable
{
    private const int MostFolders = 10_000;
    private const string Doomed = "mapigate-deleted-";

    private static readonly string[] Parts = ["cur", "new", "tmp"];

    private readonly Dictionary<string, MaildirFolder> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly UidValidity _validity;
    private readonly Inotify _inotify;
    private readonly TimeProvider _time;

    public MaildirTree(string root, Inotify inotify, TimeProvider time)
    {
        (Root, _inotify, _time, _validity, Subscriptions) = (root, inotify, time, new UidValidity(root), new Subscriptions(root));
        MakeFolder(root);
        foreach (var doomed in Directory.EnumerateDirectories(root, Doomed + "*"))
            Directory.Delete(doomed, recursive: true);
        if (!Subscriptions.Exist)
        {
            foreach (var (path, _) in FolderUses.Made)
                MakeFolder(DiskPath(path));
            Subscriptions.Change(_ => FolderUses.Made.Select(use => use.Path));
        }

        foreach (var path in Paths())
            Disk(path).Sweep();
    }

    public string Root { get; }

    /// <summary>Tells of messages and folders that come, go or get other names anywhere in the mailbox, as it is now; null where the system has no more watches.</summary>
    public FolderFeed? Watch() =>
        _inotify.Watch(isKept: false, [Root, .. Paths().SelectMany(path => (string[])[Path.Combine(DiskPath(path), "new"), Path.Combine(DiskPath(path), "cur")])]);

    public Subscriptions Subscriptions { get; }

    /// <summary>All folders' paths, INBOX first.</summary>
    public IReadOnlyList<string> Paths() =>
    [
        FolderName.Inbox,
        .. Directory.EnumerateDirectories(Root, ".*").Select(folder => FolderName.ToPath(Path.GetFileName(folder))).OfType<string>()
            .Where(path => path != FolderName.Inbox && Directory.Exists(Path.Combine(DiskPath(path), "cur"))).Take(MostFolders).Order(StringComparer.Ordinal),
    ];

    public string DiskPath(string path) => Path.Combine(Root, FolderName.ToFolder(FolderName.Check(path)));

    /// <exception cref="BackendException">NotFound, or Refused where no folder can have that name.</exception>
    public MaildirFolder Open(string path)
    {
        path = FolderName.Check(path);
        lock (_lock)
        {
            if (!Directory.Exists(Path.Combine(DiskPath(path), "cur")))
                throw new BackendException(BackendError.NotFound, "No such folder.");
            if (!_open.TryGetValue(path, out var folder))
                _open[path] = folder = new MaildirFolder(Disk(path), _inotify, _time);
            return folder;
        }
    }

    public void Create(string path)
    {
        path = FolderName.Check(path);
        lock (_lock)
        {
            if (Directory.Exists(Path.Combine(DiskPath(path), "cur")))
                throw new BackendException(BackendError.AlreadyExists, "The folder exists.");
            if (Paths().Count >= MostFolders)
                throw new BackendException(BackendError.Refused, $"A mailbox holds no more than {MostFolders} folders.");
            Close(path);
            MakeFolder(DiskPath(path));
        }

        Subscriptions.Change(subscribed => subscribed.Append(path));
    }

    public void Rename(string path, string newPath)
    {
        (path, newPath) = (FolderName.Check(path), FolderName.Check(newPath));
        if (path == FolderName.Inbox || newPath == FolderName.Inbox)
            throw new BackendException(BackendError.Refused, "INBOX keeps its name.");
        if (newPath == path || IsBelow(newPath, path))
            throw new BackendException(BackendError.Refused, "A folder cannot be moved below itself.");
        lock (_lock)
        {
            var all = Paths();
            if (all.Contains(newPath) || all.Any(p => IsBelow(p, newPath)))
                throw new BackendException(BackendError.AlreadyExists, "The folder exists.");
            var moved = all.Where(p => p == path || IsBelow(p, path)).ToList();
            if (moved.Count == 0)
                throw new BackendException(BackendError.NotFound, "No such folder.");
            foreach (var from in moved)
                FolderName.Check(newPath + from[path.Length..]);
            foreach (var from in moved)
            {
                Directory.Move(DiskPath(from), DiskPath(newPath + from[path.Length..]));
                Close(from);
                Close(newPath + from[path.Length..]);
            }

            Posix.SyncFolder(Root);
        }

        Subscriptions.Change(subscribed => subscribed.Select(p => p == path || IsBelow(p, path) ? newPath + p[path.Length..] : p));
    }

    public void Delete(string path)
    {
        path = FolderName.Check(path);
        if (path == FolderName.Inbox)
            throw new BackendException(BackendError.Refused, "INBOX stays.");
        lock (_lock)
        {
            // The name without a dot hides it from everybody in one step.
            var doomed = Path.Combine(Root, Doomed + UniqueName.Next(_time.GetUtcNow()));
            if (!Posix.TryRename(DiskPath(path), doomed))
                throw new BackendException(BackendError.NotFound, "No such folder.");
            Close(path);
            Posix.SyncFolder(Root);
            Directory.Delete(doomed, recursive: true);
        }

        Subscriptions.Change(subscribed => subscribed.Where(p => p != path));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var folder in _open.Values)
                folder.Dispose();
        }
    }

    private static bool IsBelow(string path, string above) =>
        path.Length > above.Length && path[above.Length] == FolderName.Delimiter && path.StartsWith(above, StringComparison.Ordinal);

    private void Close(string path)
    {
        if (_open.Remove(path, out var folder))
            folder.Close();
    }

    private FolderDisk Disk(string path) => new(DiskPath(path), _validity.Next, _time);

    /// <summary>Only a folder with cur/ is one, so that is made last.</summary>
    private void MakeFolder(string folder)
    {
        PrivateFolder.Make(folder);
        foreach (var part in Parts.Reverse())
            PrivateFolder.Make(Path.Combine(folder, part));
        if (folder != Root)
            File.WriteAllBytes(Path.Combine(folder, "maildirfolder"), []);
        Posix.SyncFolder(folder);
    }
}
