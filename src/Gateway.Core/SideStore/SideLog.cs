using System.IO.Pipelines;
using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// The mirror as it lies on the mail server. What counts is the newest whole that has all its parts, then every message of the log with a higher sequence, in that order; without
/// a whole, the log alone. Messages under another seal count for nothing.
/// </summary>
internal sealed class SideLog
{
    /// <summary>Messages that are fetched side by side.</summary>
    private const int FetchedAtOnce = 4;

    private readonly IReadOnlyList<Entry> _all;

    private SideLog(uint uidValidity, IReadOnlyList<Entry> all)
    {
        UidValidity = uidValidity;
        _all = all;
        Whole = all.Where(e => !e.Batch.IsLog).GroupBy(e => e.Batch.Set)
            .Where(set => set.Select(e => e.Batch.Part).Distinct().Count() == set.First().Batch.Parts)
            .OrderByDescending(set => set.First().Batch.Sequence).ThenByDescending(set => set.Key)
            .FirstOrDefault()?.ToList() ?? [];
        var from = Whole.Count > 0 ? Whole[0].Batch.Sequence : 0;
        Log = [.. all.Where(e => e.Batch.IsLog && e.Batch.Sequence > from).OrderBy(e => e.Batch.Sequence).ThenBy(e => e.Uid)];
    }

    public static SideLog Empty { get; } = new(0, []);

    public uint UidValidity { get; }

    /// <summary>The parts of the newest whole.</summary>
    public IReadOnlyList<Entry> Whole { get; }

    /// <summary>What was written after it.</summary>
    public IReadOnlyList<Entry> Log { get; }

    /// <summary>The counters: of each the largest, so that what another gateway gave out is not given again. Null where nothing counts.</summary>
    public MailboxHead? Head => Whole.Concat(Log).Select(e => e.Batch.Head).Aggregate((MailboxHead?)null, static (all, one) => all is null ? one : one with
    {
        NextSlot = Math.Max(all.NextSlot, one.NextSlot),
        NextDrawn = Math.Max(all.NextDrawn, one.NextDrawn),
        LastChange = Math.Max(all.LastChange, one.LastChange),
    });

    public ulong Sequence => Head?.Sequence ?? 0;

    /// <summary>UIDs of the messages that count no more.</summary>
    public UidSet Superseded => UidSet.From(_all.Except(Whole).Except(Log).Where(e => e.Batch.Sequence <= Sequence).Select(e => e.Uid));

    /// <summary>Looks at the headers of all messages; costs two questions.</summary>
    public static async Task<SideLog> ReadAsync(IMailStore store, string path, SideMessage messages, CancellationToken cancellationToken)
    {
        var listed = await store.GetChangesAsync(path, null, UidSet.Empty, cancellationToken);
        var uids = UidSet.From(listed.Flags.Select(f => f.Uid));
        var entries = new List<Entry>();
        if (!uids.IsEmpty)
        {
            await foreach (var summary in store.FetchSummariesAsync(path, listed.State.UidValidity, uids, cancellationToken))
            {
                if (messages.ReadHeader(summary.Header) is { } batch)
                    entries.Add(new Entry(summary.Uid, batch, summary.Size));
            }
        }

        return new SideLog(listed.State.UidValidity, entries);
    }

    /// <summary>All records that count, the last of each key, none of what was removed.</summary>
    public async Task<IReadOnlyCollection<SideRecord>> LoadAsync(IMailStore store, string path, SideMessage messages, CancellationToken cancellationToken)
    {
        var folders = new Dictionary<ulong, Dictionary<string, SideRecord>>();
        foreach (var entries in Whole.Concat(Log).Chunk(FetchedAtOnce))
        {
            foreach (var records in await Task.WhenAll(entries.Select(e => FetchAsync(store, path, e.Uid, messages, cancellationToken))))
                records?.ForEach(record => Apply(folders, record));
        }

        return [.. folders.Values.SelectMany(f => f.Values)];
    }

    private static void Apply(Dictionary<ulong, Dictionary<string, SideRecord>> folders, SideRecord record)
    {
        var folder = SideKeys.FolderOf(record.Key);
        if (!folders.TryGetValue(folder, out var records))
            folders[folder] = records = new(StringComparer.Ordinal);
        if (record.Content is not null)
            records[record.Key] = record;
        else if (SideKeys.IsFolder(record.Key))
            folders.Remove(folder);
        else
            records.Remove(record.Key);
    }

    private async Task<List<SideRecord>?> FetchAsync(IMailStore store, string path, uint uid, SideMessage messages, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetching = FetchIntoAsync();
        try
        {
            await using var stream = pipe.Reader.AsStream();
            var records = await messages.ReadAsync(stream, cancellationToken);
            await fetching;
            return records;
        }
        catch (Exception fault)
        {
            await abandoned.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fault is InvalidDataException or BackendException { Error: BackendError.NotFound })
                return null;
            throw;
        }

        async Task FetchIntoAsync()
        {
            try
            {
                await store.FetchMessageAsync(path, UidValidity, uid, pipe.Writer.AsStream(leaveOpen: true), abandoned.Token);
                await pipe.Writer.CompleteAsync();
            }
            catch (Exception fault)
            {
                await pipe.Writer.CompleteAsync(fault);
                throw;
            }
        }
    }

    /// <param name="Uid">UID in the mirror folder.</param>
    /// <param name="Batch">What the message says of itself.</param>
    /// <param name="Size">Its size in bytes.</param>
    internal sealed record Entry(uint Uid, SideBatch Batch, long Size);
}
