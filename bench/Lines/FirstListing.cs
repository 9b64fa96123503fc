using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Lines;

/// <summary>
/// Opens folders that the gateway has never seen, each once. By IMAP: the same flags, dates, sizes, structures and header fields of all messages of the same folder.
/// </summary>
internal sealed class FirstListing(GatewayProcess gateway, MapiPeer mapi, ImapPeer imap)
{
    private const double MostTimesImap = 3;

    /// <summary>Makes the folders that <see cref="MeasureAsync"/> opens, before the gateway starts.</summary>
    public static async Task<IReadOnlyList<string>> EnsureFoldersAsync(ImapPeer imap, int count, CancellationToken cancellationToken)
    {
        var folders = Enumerable.Range(1, count).Select(static n => $"{Mailbox.Folder} copy {n}").ToList();
        foreach (var folder in folders)
            await Mailbox.EnsureCopyAsync(imap, folder, Mailbox.Count, cancellationToken);
        return folders;
    }

    public async Task<Line> MeasureAsync(string name, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var (byMapi, byImap) = (new Samples(), new Samples());
        var spent = TimeSpan.Zero;
        foreach (var folder in folders)
        {
            // Once beforehand, so that neither of the two is the one that warms the server's caches.
            await SummaryFetch.RunAsync(imap, folder, cancellationToken);
            await byImap.MeasureAsync(() => SummaryFetch.RunAsync(imap, folder, cancellationToken));
            var opening = new FolderOpening(gateway, mapi, imap, await mapi.FindFolderAsync(folder, cancellationToken));
            var before = gateway.ProcessorTime;
            await byMapi.MeasureAsync(() => opening.OpenAsync(cancellationToken));
            spent += gateway.ProcessorTime - before;
        }

        return new Line(name, byMapi, byImap, spent.TotalMilliseconds / folders.Count, Goal.Below(MostTimesImap, byMapi.Median / byImap.Median, " times"));
    }
}
