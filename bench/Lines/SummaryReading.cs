using Mapigate.Backends.Mail;
using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Lines;

/// <summary>The gateway's IMAP client alone reads what a list needs of all messages, into records. By IMAP: the same, thrown away.</summary>
internal sealed class SummaryReading(IMailStore store, ImapPeer imap)
{
    private const double MostTimesImap = 1.5;
    private const double MostMegabytes = 60;

    public async Task<(Line Time, Figure Allocated)> MeasureAsync(string name, int warmUp, int count, CancellationToken cancellationToken)
    {
        var uids = UidSet.FromRanges([(1, Mailbox.Count)]);
        var state = await store.GetStateAsync(Mailbox.Folder, cancellationToken);
        for (var i = 0; i < warmUp; i++)
            await BothAsync(new Samples(), new Samples());
        var (byPort, byImap) = (new Samples(), new Samples());
        var allocated = 0L;
        for (var i = 0; i < count; i++)
            await BothAsync(byPort, byImap);
        var megabytes = allocated / 1e6;
        return (
            new Line(name, byPort, byImap, null, Goal.Below(MostTimesImap, byPort.Median / byImap.Median, " times")),
            new Figure("  allocated", megabytes, "MB each time", Goal.Below(MostMegabytes, megabytes)));

        async Task BothAsync(Samples ours, Samples plain)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await ours.MeasureAsync(() => ReadAsync(state.UidValidity, uids, cancellationToken));
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            await plain.MeasureAsync(() => SummaryFetch.RunAsync(imap, Mailbox.Folder, cancellationToken));
        }
    }

    private async Task ReadAsync(uint uidValidity, UidSet uids, CancellationToken cancellationToken)
    {
        var (count, bytes) = (0, 0L);
        await foreach (var summary in store.FetchSummariesAsync(Mailbox.Folder, uidValidity, uids, cancellationToken))
        {
            count++;
            bytes += summary.Header.Length;
        }

        if (count != Mailbox.Count || bytes == 0)
            throw new InvalidOperationException($"The client read {count} messages");
    }
}
