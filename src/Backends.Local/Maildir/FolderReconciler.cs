using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// Brings what is known of a folder in line with its files: numbers new ones, notices flags that others changed and files that are gone. The caller holds the folder's gate
/// and lock file. A file that is renamed during a listing may be missed by it, so one counts as gone only by a listing during which nothing changed.
/// </summary>
internal sealed class FolderReconciler(FolderDisk disk, TimeProvider time)
{
    private const int MostLooks = 40;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <returns>The index, and the state of the disk that it agrees with; null where that state cannot be told from a later one.</returns>
    public async Task<(FolderIndex Index, FolderStamps? Stamps)> RunAsync(FolderIndex? known, CancellationToken cancellationToken)
    {
        var uids = ReadUids(known);
        var index = known is not null && known.Uids.Validity == uids.Validity ? known : Load(uids);
        (index.Uids, index.Keywords) = (uids, KeywordTable.Read(disk.Folder));

        var (files, stamps) = await ListAsync(index, cancellationToken);
        Straighten(files);
        Number(files.Keys, uids, files);
        Compare(files, index);
        return (index, stamps is null ? null : stamps with { UidList = uids.Stamp });
    }

    /// <summary>The same by events, where there has been a listing before.</summary>
    /// <returns>False where the folder has another UIDVALIDITY now.</returns>
    public bool TryReplay(FolderIndex index, IReadOnlyList<FolderEvent> events)
    {
        var uids = ReadUids(index);
        if (uids.Validity != index.Uids.Validity)
            return false;
        (index.Uids, index.Keywords) = (uids, KeywordTable.Read(disk.Folder));
        var files = FolderReplay.Read(events, index);
        var present = files.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value, StringComparer.Ordinal);
        Straighten(present);
        foreach (var (baseName, file) in present)
            files[baseName] = file;

        // A new file may be gone again by now, of which the next events will tell: it gets no UID.
        foreach (var (baseName, file) in present.Where(pair => !uids.Records.ContainsKey(pair.Key) && !File.Exists(Path.Combine(disk.Folder, pair.Value.IsNew ? "new" : "cur", pair.Value.Name))).ToList())
            files[baseName] = null;
        Number(files.Where(pair => pair.Value is not null).Select(pair => pair.Key), uids, present: null);
        FolderReplay.Apply(files, index);
        return true;
    }

    /// <summary>What the journal knows, for the messages that the list of UIDs still names.</summary>
    public FolderIndex Load(UidList uids)
    {
        var journal = disk.Journal.ReadAll();
        var keywords = KeywordTable.Read(disk.Folder);
        if (journal is not { } read || read.Summary.State.UidValidity != uids.Validity)
            return new FolderIndex(uids, keywords, 0);
        var index = new FolderIndex(uids, keywords, read.Summary.State.HighestModSeq);
        foreach (var record in uids.Records.Values.OrderBy(r => r.Uid))
        {
            if (read.Messages.TryGetValue(record.Uid, out var entry))
                index.Load(new MessageRow(record.Uid, record.BaseName, entry.Info, entry.IsNew, entry.ModSeq));
        }

        return index;
    }

    private async Task<(Dictionary<string, FoundFile> Files, FolderStamps? Stamps)> ListAsync(FolderIndex index, CancellationToken cancellationToken)
    {
        Dictionary<string, FoundFile>? seen = null;
        for (var look = 1; ; look++)
        {
            var lookedAt = TimeProvider.System.GetUtcNow();
            var before = FolderStamps.Of(disk.Folder);
            var files = FolderScan.List(disk.Folder, index.Rows.Count);
            var after = FolderStamps.Of(disk.Folder);
            if (before.AreSettled(lookedAt) && before.New == after.New && before.Current == after.Current)
                return (files, before);

            foreach (var (name, file) in seen ?? [])
                files.TryAdd(name, file);
            seen = files;
            if (look == MostLooks || index.Rows.All(row => files.ContainsKey(row.BaseName)))
                return (files, null);
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    /// <summary>Gives files in cur/ whose names lack flags, or have them in disorder, the name that everybody expects.</summary>
    private void Straighten(Dictionary<string, FoundFile> files)
    {
        List<KeyValuePair<string, FoundFile>>? odd = null;
        foreach (var pair in files)
        {
            if (pair.Value.IsNew ? pair.Value.Name.Length != pair.Key.Length : pair.Value.Name.Length != pair.Key.Length + 3 + pair.Value.Info.Length
                || !pair.Value.Name.EndsWith(pair.Value.Info, StringComparison.Ordinal))
                (odd ??= []).Add(pair);
        }

        foreach (var (baseName, file) in odd ?? [])
        {
            var name = $"{baseName}:2,{file.Info}";
            if (Posix.TryRename(Path.Combine(disk.Folder, file.IsNew ? "new" : "cur", file.Name), Path.Combine(disk.Folder, "cur", name)))
                files[baseName] = new FoundFile(IsNew: false, file.Info, name);
        }
    }

    private UidList ReadUids(FolderIndex? known) =>
        known?.Uids is { Stamp: { } read } list && Posix.Stat(Path.Combine(disk.Folder, UidList.FileName)) == read ? list : disk.ReadUids();

    private void Number(IEnumerable<string> names, UidList uids, IReadOnlyDictionary<string, FoundFile>? present)
    {
        var added = names.Where(name => !uids.Records.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name => uids.Add(name, "")).ToList();
        disk.AddUids(uids, added, present);
    }

    private static void Compare(Dictionary<string, FoundFile> files, FolderIndex index)
    {
        var rows = new List<MessageRow>(files.Count);
        var changed = new List<uint>();
        ulong modSeq = 0;
        foreach (var (name, file) in files)
        {
            var uid = index.Uids.Records[name].Uid;
            var row = index.Find(uid);
            if (row is null || row.BaseName != name || row.Info != file.Info)
            {
                modSeq = modSeq == 0 ? index.NextModSeq() : modSeq;
                row = new MessageRow(uid, name, file.Info, file.IsNew, modSeq);
                changed.Add(uid);
            }
            else if (row.IsNew != file.IsNew)
            {
                row = row with { IsNew = file.IsNew };
                changed.Add(uid);
            }

            rows.Add(row);
        }

        if (changed.Count == 0 && rows.Count == index.Rows.Count)
            return;
        var present = rows.Select(r => r.Uid).ToHashSet();
        var removed = index.Rows.Where(row => !present.Contains(row.Uid)).Select(row => row.Uid).ToList();
        if (removed.Count > 0 && modSeq == 0)
            index.NextModSeq();
        index.Replace(rows, changed, removed);
    }
}
