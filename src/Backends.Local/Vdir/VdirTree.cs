using Mapigate.Backends.Items;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Vdir;

/// <summary>All collections of one user. Shared by everybody who is logged in as that user.</summary>
internal sealed class VdirTree : IDisposable
{
    private const int MostCollections = 500;
    private const int LongestDisplayName = 200;
    private const string DefaultCalendar = "calendar";
    private const string Unfinished = ".mapigate-tmp-";

    private readonly Dictionary<string, VdirCollection> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly string _root;
    private readonly string _address;
    private readonly int _largestItem;
    private readonly Inotify _inotify;

    public VdirTree(string root, string address, int largestItem, Inotify inotify)
    {
        (_root, _address, _largestItem, _inotify) = (root, address, largestItem, inotify);
        if (!Directory.Exists(root))
            MakeFirst(root);
        foreach (var left in Directory.EnumerateDirectories(root, Unfinished + "*"))
            Directory.Delete(left, recursive: true);
    }

    public async Task<IReadOnlyList<ItemCollection>> ListAsync(CancellationToken cancellationToken)
    {
        var collections = new List<ItemCollection>();
        foreach (var name in Names())
        {
            try
            {
                collections.Add(await Open(name).DescribeAsync(name == DefaultCalendar, cancellationToken));
            }
            catch (BackendException e) when (e.Error == BackendError.NotFound)
            {
                // Removed since the names were read.
            }
        }

        return collections;
    }

    /// <exception cref="BackendException">NotFound.</exception>
    public VdirCollection Open(string name)
    {
        lock (_lock)
        {
            var folder = Path.Combine(_root, name);
            if (!Directory.Exists(folder))
                throw new BackendException(BackendError.NotFound, "No such collection.");
            if (!_open.TryGetValue(name, out var collection))
                _open[name] = collection = new VdirCollection(folder, _address, _largestItem, _inotify);
            return collection;
        }
    }

    /// <param name="kinds">What it is to hold.</param>
    /// <param name="displayName">Name for people.</param>
    /// <param name="given">Name of its folder; null for one that is made of the other name.</param>
    /// <exception cref="BackendException">AlreadyExists, Refused, NotSupported.</exception>
    public VdirCollection Create(ItemKinds kinds, string displayName, string? given = null)
    {
        CheckDisplayName(displayName);
        if (kinds == ItemKinds.None || (kinds.HasFlag(ItemKinds.Contacts) && kinds != ItemKinds.Contacts))
            throw new BackendException(BackendError.NotSupported, "A collection holds contacts, or events, tasks and journals.");
        var making = Path.Combine(_root, Unfinished + UniqueName.Next(TimeProvider.System.GetUtcNow()));
        VdirCollection.Make(making, kinds, displayName);
        lock (_lock)
        {
            var names = Names();
            if (names.Count >= MostCollections)
            {
                Directory.Delete(making, recursive: true);
                throw new BackendException(BackendError.Refused, $"A user has no more than {MostCollections} collections.");
            }

            if (given is not null && Path.Exists(Path.Combine(_root, given)))
            {
                Directory.Delete(making, recursive: true);
                throw new BackendException(BackendError.AlreadyExists, "There is a collection of that name.");
            }

            var name = given ?? FreeName(Plain(displayName));
            Directory.Move(making, Path.Combine(_root, name));
            Posix.SyncFolder(_root);
            return Open(name);
        }
    }

    private string FreeName(string plain)
    {
        var name = plain;
        for (var number = 2; Path.Exists(Path.Combine(_root, name)); number++)
            name = $"{plain}-{number}";
        return name;
    }

    public void Rename(string name, string displayName)
    {
        CheckDisplayName(displayName);
        Open(name).Rename(displayName);
    }

    public void Delete(string name)
    {
        if (name == DefaultCalendar)
            throw new BackendException(BackendError.Refused, "The default calendar stays.");
        lock (_lock)
        {
            // Renamed, it is gone for everybody in one step.
            var doomed = Path.Combine(_root, Unfinished + UniqueName.Next(TimeProvider.System.GetUtcNow()));
            if (!Posix.TryRename(Path.Combine(_root, name), doomed))
                throw new BackendException(BackendError.NotFound, "No such collection.");
            if (_open.Remove(name, out var open))
                open.Close();
            Posix.SyncFolder(_root);
            Directory.Delete(doomed, recursive: true);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var collection in _open.Values)
                collection.Dispose();
        }
    }

    /// <summary>The first collections appear all at once.</summary>
    private static void MakeFirst(string root)
    {
        var making = $"{root}.{UniqueName.Next(TimeProvider.System.GetUtcNow())}";
        VdirCollection.Make(Path.Combine(making, DefaultCalendar), ItemKinds.Events, "Calendar");
        VdirCollection.Make(Path.Combine(making, "tasks"), ItemKinds.Tasks, "Tasks");
        VdirCollection.Make(Path.Combine(making, "contacts"), ItemKinds.Contacts, "Contacts");
        Directory.Move(making, root);
        Posix.SyncFolder(Path.GetDirectoryName(root)!);
    }

    private static void CheckDisplayName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestDisplayName || name.Any(char.IsControl))
            throw new BackendException(BackendError.Refused, "No collection can have that name.");
    }

    private static string Plain(string displayName)
    {
        var plain = string.Concat(displayName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(40)).Trim('-');
        return plain.Length > 0 ? plain : "collection";
    }

    private List<string> Names() =>
        [.. Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)).Where(ItemHref.IsName).Order(StringComparer.Ordinal).Take(MostCollections)];
}
