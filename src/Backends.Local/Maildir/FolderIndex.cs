using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>The messages of one folder in memory. Used by one caller at a time, who holds the folder's gate.</summary>
internal sealed class FolderIndex(UidList uids, KeywordTable keywords, ulong highestModSeq)
{
    private readonly List<MessageRow> _rows = [];
    private readonly HashSet<uint> _changed = [];
    private readonly HashSet<uint> _removed = [];
    private UidSet? _all;

    public UidList Uids { get; set; } = uids;

    public KeywordTable Keywords { get; set; } = keywords;

    public ulong HighestModSeq { get; private set; } = highestModSeq;

    public int Unseen { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Ascending by UID.</summary>
    public IReadOnlyList<MessageRow> Rows => _rows;

    public UidSet All => _all ??= UidSet.From(_rows.Select(r => r.Uid));

    public MailFolderState State => new(Uids.Validity, Uids.Next, HighestModSeq, _rows.Count, Unseen);

    /// <summary>Something changed that is not in the journal yet.</summary>
    public bool IsDirty => _changed.Count > 0 || _removed.Count > 0;

    /// <exception cref="BackendException">Conflict: the folder has another UIDVALIDITY.</exception>
    public void Check(uint uidValidity)
    {
        if (Uids.Validity != uidValidity)
            throw new BackendException(BackendError.Conflict, "The folder has another UIDVALIDITY.");
    }

    public MailMessageFlags Flags(MessageRow row) => new(row.Uid, row.Flags(Keywords), row.ModSeq);

    public FoundMessage Found(MessageRow row) => new(row, row.Flags(Keywords), Uids.Records[row.BaseName].ObjectId);

    public MessageRow? Find(string baseName) => Uids.Records.TryGetValue(baseName, out var record) && Find(record.Uid) is { } row && row.BaseName == baseName ? row : null;

    public MessageRow? Find(uint uid) => Search(uid) is >= 0 and var index ? _rows[index] : null;

    public List<MessageRow> Find(UidSet wanted)
    {
        var found = new List<MessageRow>();
        foreach (var (first, last) in wanted.Ranges)
        {
            var index = Search(first);
            for (index = index < 0 ? ~index : index; index < _rows.Count && _rows[index].Uid <= last; index++)
                found.Add(_rows[index]);
        }

        return found;
    }

    /// <summary>Takes a message over as the journal has it.</summary>
    public void Load(MessageRow row)
    {
        Count(row, 1);
        _rows.Add(row);
        _all = null;
    }

    /// <summary>
    /// A number for the next batch of changes, larger than any before: it is taken from the clock, so that numbers of changes of which the record was lost are
    /// not given again.
    /// </summary>
    public ulong NextModSeq() => HighestModSeq = Math.Max(HighestModSeq + 1, (ulong)((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10));

    public void Put(MessageRow row)
    {
        var index = Search(row.Uid);
        if (index >= 0)
        {
            Count(_rows[index], -1);
            _rows[index] = row;
        }
        else
        {
            _rows.Insert(~index, row);
            _all = null;
        }

        Count(row, 1);
        _changed.Add(row.Uid);
        _removed.Remove(row.Uid);
    }

    public void Remove(uint uid)
    {
        if (Search(uid) is not (>= 0 and var index))
            return;
        Count(_rows[index], -1);
        _rows.RemoveAt(index);
        _all = null;
        _removed.Add(uid);
        _changed.Remove(uid);
    }

    /// <summary>Replaces all rows in one go.</summary>
    public void Replace(List<MessageRow> rows, IEnumerable<uint> changed, IEnumerable<uint> removed)
    {
        rows.Sort((a, b) => a.Uid.CompareTo(b.Uid));
        (Unseen, Bytes, _all) = (0, 0, null);
        _rows.Clear();
        _rows.AddRange(rows);
        foreach (var row in rows)
            Count(row, 1);
        _changed.UnionWith(changed);
        _removed.UnionWith(removed);
        _changed.ExceptWith(_removed);
    }

    public void WriteTo(ModSeqJournal journal, FolderSummary summary)
    {
        journal.Write([.. _changed.Order().Select(Find).OfType<MessageRow>()], UidSet.From(_removed), _rows, summary);
        _changed.Clear();
        _removed.Clear();
    }

    private void Count(MessageRow row, int sign)
    {
        Unseen += row.IsUnseen ? sign : 0;
        Bytes += sign * (row.FileSize ?? 0);
    }

    private int Search(uint uid)
    {
        int low = 0, high = _rows.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].Uid == uid)
                return middle;
            if (_rows[middle].Uid < uid)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
