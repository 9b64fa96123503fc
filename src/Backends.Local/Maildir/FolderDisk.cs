using System.Text;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>The files of one Maildir folder that are not messages, and how they are locked and written.</summary>
internal sealed class FolderDisk(string folder, Func<uint> nextValidity, TimeProvider time)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(36);

    public string Folder => folder;

    public ModSeqJournal Journal { get; } = new(folder);

    public string PathOf(MessageRow row) => Path.Combine(folder, row.FileName);

    public string NewTemporary() => Path.Combine(folder, "tmp", UniqueName.Next(time.GetUtcNow()));

    /// <summary>Keeps Dovecot and other processes of ours from giving UIDs meanwhile.</summary>
    public Task<DotLock> LockAsync(CancellationToken cancellationToken) =>
        DotLock.TakeAsync(Path.Combine(folder, UidList.FileName + ".lock"), Path.Combine(folder, "tmp"), time, cancellationToken);

    /// <summary>The list of UIDs, made where there is none. The caller holds the lock.</summary>
    public UidList ReadUids()
    {
        if (UidList.Read(folder) is { } list)
            return list;
        list = UidList.Create(nextValidity());
        WriteUids(list);
        return list;
    }

    /// <summary>Adds lines to the list. The caller holds the lock and has the list as it is on disk.</summary>
    public void AddUids(UidList list, IReadOnlyCollection<UidRecord> added, IReadOnlyDictionary<string, FoundFile>? present)
    {
        if (added.Count == 0)
            return;
        var dead = present is null ? 0 : list.Records.Count - present.Count;
        if (list.Stamp is null || list.IsTorn || dead > present?.Count + 1000)
        {
            if (present is not null)
                list.Keep(present.ContainsKey);
            WriteUids(list);
            return;
        }

        using (var file = new FileStream(Path.Combine(folder, UidList.FileName), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Concat(added.Select(record => record.Line))));
            file.Flush(flushToDisk: true);
        }

        list.Stamp = Posix.Stat(Path.Combine(folder, UidList.FileName));
    }

    public async Task<KeywordTable> AddKeywordsAsync(IEnumerable<string> names, IReadOnlyList<MessageRow> rows, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, KeywordTable.FileName);
        using var held = await DotLock.TakeAsync(path + ".lock", Path.Combine(folder, "tmp"), time, cancellationToken);
        var table = KeywordTable.Read(folder);
        var grown = table.With(names, rows);
        if (ReferenceEquals(table, grown))
            return table;

        // Dovecot reads the file again only when its time is another in whole seconds.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var last = File.GetLastWriteTimeUtc(path);
        AtomicFile.Write(path, NewTemporary(), Encoding.UTF8.GetBytes(grown.Write()), now - last > TimeSpan.FromSeconds(1) ? now : last.AddSeconds(1));
        return grown;
    }

    /// <summary>Removes what a crash left in tmp/ long ago.</summary>
    public void Sweep()
    {
        foreach (var file in new DirectoryInfo(Path.Combine(folder, "tmp")).EnumerateFiles())
        {
            if (time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Abandoned)
                Posix.TryUnlink(file.FullName);
        }
    }

    private void WriteUids(UidList list)
    {
        var path = Path.Combine(folder, UidList.FileName);
        AtomicFile.Write(path, NewTemporary(), Encoding.UTF8.GetBytes(list.Write()));
        list.Stamp = Posix.Stat(path);
    }
}
