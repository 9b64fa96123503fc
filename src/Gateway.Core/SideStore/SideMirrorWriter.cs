using System.Security.Cryptography;
using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>Appends to the mirror, and writes it as a whole again where it is not in step or has grown beyond what it is worth. Used by one caller at a time.</summary>
/// <param name="index">The mailbox.</param>
/// <param name="store">The owner's mail, as he is logged in now.</param>
/// <param name="folder">Where the mirror lies.</param>
/// <param name="messages">Its messages.</param>
/// <param name="log">The mirror as it was found.</param>
/// <param name="time">Clock.</param>
internal sealed class SideMirrorWriter(MailboxIndex index, Func<IMailStore> store, HiddenFolder folder, SideMessage messages, SideLog log, TimeProvider time)
{
    /// <summary>Bytes of records that go into one message; a single longer record goes alone.</summary>
    private const int MaxRecords = 4 * 1024 * 1024;

    /// <summary>So many messages of the log are left alone whatever they hold.</summary>
    private const int FewMessages = 32;

    /// <summary>So many messages are too many to be read at an opening.</summary>
    private const int ManyMessages = 256;

    private readonly Dictionary<ulong, MailFolderState> _states = ReadStates(index.Tree).ToDictionary(f => f.Id, f => f.MailState!);
    private int _messages = log.Log.Count;
    private long _logBytes = log.Log.Sum(e => e.Size);
    private long _wholeBytes = log.Whole.Sum(e => e.Size);
    private uint _uidValidity = log.UidValidity;

    /// <summary>The mirror does not hold what the state holds: it is written as a whole next time.</summary>
    public bool IsBehind { get; set; }

    /// <summary>How far folders had been read, where that is news.</summary>
    public IReadOnlyList<SideRecord> ChangedStates(FolderTree tree) =>
    [
        .. ReadStates(tree)
            .Where(f => _states.GetValueOrDefault(f.Id) != f.MailState)
            .Select(f => new SideRecord(SideKeys.State(f.Id), SideContent.Of(_states[f.Id] = f.MailState!))),
    ];

    public async Task AppendAsync(MailboxHead head, IReadOnlyCollection<SideRecord> records, CancellationToken cancellationToken)
    {
        if (IsBehind || _messages >= ManyMessages || (_messages >= FewMessages && _logBytes > _wholeBytes * 2))
        {
            await WriteWholeAsync(cancellationToken);
            return;
        }

        try
        {
            await folder.EnsureAsync(store(), cancellationToken);
            var parts = Split(records).Select(part => messages.Write(new SideBatch(head, 0, 0, 0), part, time.GetUtcNow())).ToList();
            var validity = await AppendAsync(parts, cancellationToken);
            IsBehind = validity != 0 && _uidValidity != 0 && validity != _uidValidity;
            _uidValidity = validity == 0 ? _uidValidity : validity;
            _messages += parts.Count;
            _logBytes += parts.Sum(p => (long)p.Length);
        }
        catch (BackendException gone) when (gone.Error == BackendError.NotFound)
        {
            folder.Forget();
            IsBehind = true;
        }

        // Somebody removed the folder, and what it held with it.
        if (IsBehind)
            await WriteWholeAsync(cancellationToken);
    }

    /// <summary>The whole first, then away with what it replaces: whatever is interrupted, what counts is all there.</summary>
    private async Task WriteWholeAsync(CancellationToken cancellationToken)
    {
        IsBehind = true;
        await folder.EnsureAsync(store(), cancellationToken);

        // Taken before the records: they may hold more than that, which then comes once more in the log.
        var head = index.Head;
        var states = ReadStates(index.Tree).Select(f => new SideRecord(SideKeys.State(f.Id), SideContent.Of(f.MailState!)));
        var records = await index.LoadSidesAsync("", cancellationToken);
        var parts = Split([.. records, .. states]).ToList();
        var set = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
        var written = parts.Select((part, i) => messages.Write(new SideBatch(head, set, i + 1, parts.Count), part, time.GetUtcNow())).ToList();
        _uidValidity = await AppendAsync(written, cancellationToken);
        (_messages, _logBytes, _wholeBytes) = (0, 0, written.Sum(p => (long)p.Length));
        IsBehind = false;
        await CleanAsync(cancellationToken);
    }

    /// <summary>What cannot be removed now is removed behind the next whole; it counts for nothing as it lies there.</summary>
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = await SideLog.ReadAsync(store(), folder.Path, messages, cancellationToken);
            if (!now.Superseded.IsEmpty)
                await store().ExpungeAsync(folder.Path, now.UidValidity, now.Superseded, cancellationToken);
        }
        catch (BackendException)
        {
            // The server will say so again, or it passes.
        }
    }

    /// <returns>The folder's UIDVALIDITY; zero where the server does not say.</returns>
    private async Task<uint> AppendAsync(IReadOnlyList<byte[]> parts, CancellationToken cancellationToken)
    {
        if (parts is [var only])
        {
            await using var content = new MemoryStream(only, writable: false);
            return (await store().AppendAsync(folder.Path, content, only.Length, MailFlags.Seen, null, cancellationToken))?.UidValidity ?? 0;
        }

        var appended = await store().AppendAsync(
            folder.Path, [.. parts.Select(p => new MailToAppend(new MemoryStream(p, writable: false), p.Length, MailFlags.Seen, null))], cancellationToken);
        return appended.FirstOrDefault(a => a is not null)?.UidValidity ?? 0;
    }

    private static IEnumerable<FolderRecord> ReadStates(FolderTree tree) => tree.All.Where(f => f.MailState is { Messages: not SideContent.Unlisted });

    /// <summary>At least one part, be it empty: the counters are in its header.</summary>
    private static IEnumerable<IReadOnlyCollection<SideRecord>> Split(IReadOnlyCollection<SideRecord> records)
    {
        var part = new List<SideRecord>();
        long length = 0;
        foreach (var record in records)
        {
            var own = record.Key.Length + (record.Content?.Length ?? 0);
            if (own > SideMessage.MaxRecords / 2)
                continue;
            if (length + own > MaxRecords && part.Count > 0)
            {
                yield return part;
                part = [];
                length = 0;
            }

            part.Add(record);
            length += own;
        }

        yield return part;
    }
}
