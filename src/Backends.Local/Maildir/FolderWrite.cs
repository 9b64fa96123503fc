using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// A folder held for a change. Files are renamed first, then UIDs written, then the journal: a crash in between leaves whole files, which the next look numbers. What is not
/// completed is forgotten in memory and read from the disk again.
/// </summary>
internal sealed class FolderWrite(MaildirFolder folder, DotLock held) : IDisposable
{
    private const int MostAttempts = 5;

    private readonly List<UidRecord> _added = [];
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _isComplete;

    public FolderIndex Index => folder.Index;

    private FolderDisk Disk => folder.Disk;

    /// <summary>Takes a finished file into the folder.</summary>
    /// <param name="name">Its name without flags, used as long as it is free.</param>
    /// <param name="objectId">What names its content.</param>
    /// <param name="flags">Its flags; the folder must know their keywords.</param>
    /// <param name="isNew">Without flags it may lie in new/.</param>
    /// <param name="modSeq">Mod-sequence of this change.</param>
    /// <param name="place">Moves or links the file to a path; false where there is no such file (any more).</param>
    /// <returns>Where it lies, or null where there was no file.</returns>
    public MailLocation? TryAdd(MailFileName name, string objectId, MailFlags flags, bool isNew, ulong modSeq, Func<string, bool> place)
    {
        var info = MailFlagLetters.Change("", flags, MailFlags.None, Index.Keywords);
        while (Index.Uids.Records.ContainsKey(name.Text) || File.Exists(Path.Combine(Disk.Folder, "cur", $"{name.Text}:2,{info}")))
            name = name.Renewed();
        var row = new MessageRow(Index.Uids.Next, name.Text, info, isNew && info.Length == 0, modSeq);
        if (!place(Disk.PathOf(row)))
            return null;
        Touch(row);
        _added.Add(Index.Uids.Add(name.Text, objectId == name.Text ? "" : $"G{objectId}"));
        Index.Put(row);
        return new MailLocation(Index.Uids.Validity, row.Uid);
    }

    public async Task AddKeywordsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (names.Any(name => Index.Keywords.Letter(name) is null))
            Index.Keywords = await Disk.AddKeywordsAsync(names, Index.Rows, cancellationToken);
    }

    public Task StoreFlagsAsync(UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken)
    {
        ulong modSeq = 0;
        return EachAsync(
            uids,
            row =>
            {
                var info = MailFlagLetters.Change(row.Info, add, remove, Index.Keywords);
                if (info == row.Info)
                    return true;
                modSeq = modSeq == 0 ? Index.NextModSeq() : modSeq;
                var changed = row with { Info = info, IsNew = false, ModSeq = modSeq };
                if (!Posix.TryRename(Disk.PathOf(row), Disk.PathOf(changed)))
                    return false;
                Touch(row);
                Touch(changed);
                Index.Put(changed);
                return true;
            },
            cancellationToken);
    }

    public Task ExpungeAsync(UidSet uids, CancellationToken cancellationToken) => RemoveAsync(uids, row => Posix.TryUnlink(Disk.PathOf(row)), cancellationToken);

    /// <summary>Removes messages whose files the action takes away.</summary>
    public Task RemoveAsync(UidSet uids, Func<MessageRow, bool> take, CancellationToken cancellationToken)
    {
        var isNumbered = false;
        return EachAsync(
            uids,
            row =>
            {
                if (!take(row))
                    return false;
                if (!isNumbered)
                    Index.NextModSeq();
                isNumbered = true;
                Touch(row);
                Index.Remove(row.Uid);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Does something with each message's file; where others renamed one meanwhile, looks where it is now.</summary>
    public async Task EachAsync(UidSet uids, Func<MessageRow, bool> act, CancellationToken cancellationToken)
    {
        var pending = Index.Find(uids);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var failed = pending.Where(row => !act(row)).Select(row => row.Uid).ToArray();
            if (failed.Length == 0)
                return;

            // What was done so far must not be taken for the doing of others.
            WriteUids();
            await folder.ReconcileAsync(cancellationToken);
            pending = Index.Find(UidSet.Of(failed));
        }
    }

    /// <summary>Makes the change known and safe.</summary>
    public void Complete()
    {
        foreach (var part in _changed)
            Posix.SyncFolder(Path.Combine(Disk.Folder, part));
        WriteUids();
        _isComplete = true;
    }

    public void Dispose()
    {
        try
        {
            folder.EndWrite(_isComplete);
        }
        finally
        {
            held.Dispose();
        }
    }

    private void Touch(MessageRow row) => _changed.Add(row.IsNew ? "new" : "cur");

    private void WriteUids()
    {
        Disk.AddUids(Index.Uids, _added, present: null);
        _added.Clear();
    }
}
