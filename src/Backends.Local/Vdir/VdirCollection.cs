using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends.Items;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Vdir;

/// <summary>
/// One calendar, task list or address book: a folder with a file for each item, and the files "displayname" and "color". Other programs may use it at the same time: a
/// change of theirs shows in the file's stamp, and nothing of theirs is overwritten or removed unseen.
/// </summary>
internal sealed class VdirCollection(string folder, string address, int largestItem, Inotify inotify) : IDisposable
{
    private const int MostItems = 100_000;
    private const string KindsFile = ".mapigate-kinds";
    private const string DisplayNameFile = "displayname";
    private const string Temporary = ".mapigate-tmp-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(36);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly VdirJournal _journal = new(folder);
    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);
    private VdirIndex? _index;

    /// <summary>Events since the items were last in line with the files; null where the system has no more watches.</summary>
    private FolderFeed? _feed;
    private ulong? _inode;

    public string Name => Path.GetFileName(folder);

    public static string TemporaryName() => Temporary + UniqueName.Next(TimeProvider.System.GetUtcNow());

    public static void Make(string folder, ItemKinds kinds, string displayName)
    {
        PrivateFolder.Make(folder);
        File.WriteAllText(Path.Combine(folder, KindsFile), kinds.ToString());
        File.WriteAllText(Path.Combine(folder, DisplayNameFile), displayName);
        Posix.SyncFolder(folder);
    }

    public async Task<ItemCollection> DescribeAsync(bool isDefault, CancellationToken cancellationToken)
    {
        using var held = await LookAsync(cancellationToken);
        return new ItemCollection(ItemHref.Of(address, Name), DisplayName, Kinds, IsWritable: true, Token(_index!.Sequence), isDefault);
    }

    public void Rename(string displayName) =>
        AtomicFile.Write(Path.Combine(folder, DisplayNameFile), Path.Combine(folder, TemporaryName()), Encoding.UTF8.GetBytes(displayName));

    public async Task<ItemChanges> GetChangesAsync(string? since, CancellationToken cancellationToken)
    {
        using var held = await LookAsync(cancellationToken);
        var index = _index!;
        if (ReadToken(since) is not { } from || from < index.Floor || from > index.Sequence)
            return new ItemChanges(Token(index.Sequence), IsReset: true, [.. index.Rows.Select(Version)], []);
        return new ItemChanges(
            Token(index.Sequence),
            IsReset: false,
            [.. index.Rows.Where(row => row.Sequence > from).Select(Version)],
            [.. index.Removed.Where(pair => pair.Value > from).Select(pair => ItemHref.Of(address, Name, pair.Key))]);
    }

    /// <summary>The item's content; null where there is none.</summary>
    public StoredItem? Read(string name, string href) => TryRead(Path.Combine(folder, name)) is { } content ? new StoredItem(href, ETag(content), content) : null;

    /// <exception cref="BackendException">Conflict, TooLarge, Refused.</exception>
    public async Task<string> PutAsync(string name, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken)
    {
        if (content.Length > largestItem)
            throw new BackendException(BackendError.TooLarge, $"The item has {content.Length} bytes, {largestItem} are taken.");
        if (!ItemHref.Fits(name, Kinds))
            throw new BackendException(BackendError.Refused, "The collection does not hold items of that kind.");
        using var held = await LookAsync(cancellationToken);
        if (etag is null && _index!.Count >= MostItems)
            throw new BackendException(BackendError.Refused, $"A collection holds no more than {MostItems} items.");
        var (target, written) = (Path.Combine(folder, name), Path.Combine(folder, TemporaryName()));
        try
        {
            using (var file = File.OpenHandle(written, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                RandomAccess.Write(file, content.Span, 0);
                RandomAccess.FlushToDisk(file);
            }

            if (!(etag is null ? Posix.TryLink(written, target) : TryReplace(target, written, etag)))
                throw new BackendException(BackendError.Conflict, etag is null ? "The item exists." : "The item was changed or removed meanwhile.");
        }
        finally
        {
            Posix.TryUnlink(written);
        }

        Posix.SyncFolder(folder);
        var tag = ETag(content.Span);
        _index!.Load(new ItemRow(name, _index.Next(), tag, Stamp: null));
        _unsettled.Add(name);
        _journal.Write(_index, [name]);
        return tag;
    }

    /// <exception cref="BackendException">NotFound, Conflict.</exception>
    public async Task DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        using var held = await LookAsync(cancellationToken);
        var (target, removed) = (Path.Combine(folder, name), Path.Combine(folder, TemporaryName()));
        if (TryRead(target) is not { } present)
            throw new BackendException(BackendError.NotFound, "No such item.");
        if (ETag(present) != etag || !Posix.TryRename(target, removed))
            throw new BackendException(BackendError.Conflict, "The item was changed meanwhile.");

        // Somebody may have changed it between the look and the renaming: what was taken away is looked at again, and put back.
        if (TryRead(removed) is not { } taken || ETag(taken) != etag)
        {
            Posix.TryLink(removed, target);
            Posix.TryUnlink(removed);
            throw new BackendException(BackendError.Conflict, "The item was changed meanwhile.");
        }

        Posix.TryUnlink(removed);
        Posix.SyncFolder(folder);
        _index!.Remove(name);
        _journal.Write(_index, [name]);
    }

    /// <summary>How often all files of the collection have been looked at.</summary>
    public int Scans { get; private set; }

    /// <summary>The collection is gone.</summary>
    public void Close() => _feed?.Dispose();

    public void Dispose()
    {
        Close();
        _gate.Dispose();
    }

    private string DisplayName => AtomicFile.ReadText(Path.Combine(folder, DisplayNameFile))?.Trim() is { Length: > 0 } name ? name : Name;

    /// <summary>A collection that another program made holds what its files are.</summary>
    private ItemKinds Kinds =>
        Enum.TryParse<ItemKinds>(AtomicFile.ReadText(Path.Combine(folder, KindsFile)), out var kinds) && kinds != ItemKinds.None ? kinds
        : Directory.EnumerateFiles(folder, "*.vcf").Any() ? ItemKinds.Contacts
        : ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals;

    private static string Token(ulong sequence) => string.Create(CultureInfo.InvariantCulture, $"mapigate-{sequence}");

    private static ulong? ReadToken(string? token) =>
        token is not null && token.StartsWith("mapigate-", StringComparison.Ordinal) && ulong.TryParse(token.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;

    private static string ETag(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";

    private ItemVersion Version(ItemRow row) => new(ItemHref.Of(address, Name, row.Name), row.ETag);

    private bool TryReplace(string target, string written, string etag)
    {
        if (TryRead(target) is not { } present || ETag(present) != etag)
            return false;
        try
        {
            // Swapped, what was there before is still at hand: if it is not what it should be, it goes back.
            if (!Posix.TryExchange(written, target))
                return Posix.TryRename(written, target);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (TryRead(written) is { } replaced && ETag(replaced) == etag)
            return true;
        Posix.TryExchange(written, target);
        return false;
    }

    private byte[]? TryRead(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            if (length > largestItem)
                return null;
            var content = new byte[length];
            var read = 0;
            while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is var more and > 0)
                read += more;
            return content[..read];
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<Gate> LookAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Posix.Stat(folder) is not { } stamp)
                throw new BackendException(BackendError.NotFound, "No such collection.");
            Look(stamp.Inode);
            return new Gate(_gate);
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    private void Look(ulong inode)
    {
        var changed = new List<string>();
        if (_index is not null && _feed is not null && _inode == inode && _feed.Drain() is { } events)
        {
            foreach (var name in events.Select(e => e.Name).Concat(_unsettled).Distinct(StringComparer.Ordinal).ToList())
            {
                if (ItemHref.IsItem(name) && ItemHref.IsName(name) && (See(name) | Miss(name)))
                    changed.Add(name);
            }
        }
        else
        {
            LookAtAll(changed);
            _inode = inode;
        }

        if (changed.Count > 0)
            _journal.Write(_index!, changed);
    }

    private void LookAtAll(List<string> changed)
    {
        Scans++;
        _feed?.Dispose();
        _feed = inotify.Watch(isKept: true, folder);
        if (_index is null)
        {
            Sweep();
            _index = new VdirIndex();
            if (!_journal.TryRead(_index))
            {
                _index.Begin();
                _journal.Write(_index, []);
            }
        }

        var present = new HashSet<string>(_index.Count, StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (!ItemHref.IsItem(name) || !ItemHref.IsName(name) || present.Count >= MostItems)
                continue;
            present.Add(name);
            if (See(name))
                changed.Add(name);
        }

        changed.AddRange(_index.Rows.Where(row => !present.Contains(row.Name)).Select(row => row.Name).ToList().Where(Miss));
    }

    /// <returns>Whether an item that was there is gone.</returns>
    private bool Miss(string name)
    {
        if (_index!.Find(name) is null || Posix.Stat(Path.Combine(folder, name)) is not null)
            return false;
        _index.Remove(name);
        _unsettled.Remove(name);
        return true;
    }

    /// <returns>Whether something of it is new for the journal.</returns>
    private bool See(string name)
    {
        var path = Path.Combine(folder, name);
        var lookedAt = TimeProvider.System.GetUtcNow();
        var row = _index!.Find(name);
        if (Posix.Stat(path) is not { } stamp || row?.Stamp == stamp || TryRead(path) is not { } content)
            return false;
        var etag = ETag(content);
        FileStamp? settled = stamp.IsSettled(lookedAt) ? stamp : null;
        if (settled is null)
            _unsettled.Add(name);
        else
            _unsettled.Remove(name);
        if (row?.ETag == etag)
        {
            if (row.Stamp == settled)
                return false;
            _index.Load(row with { Stamp = settled });
            return true;
        }

        _index.Load(new ItemRow(name, _index.Next(), etag, settled));
        return true;
    }

    private void Sweep()
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(Temporary + "*"))
        {
            if (TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Abandoned)
                Posix.TryUnlink(file.FullName);
        }
    }

    private sealed class Gate(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
