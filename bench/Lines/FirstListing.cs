using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Lines;

/// <summary>Opens the folder when the gateway has never seen it. By IMAP: the same flags, dates, sizes, structures and header fields of all messages.</summary>
internal sealed class FirstListing(GatewayProcess gateway, FolderOpening opening, ImapPeer imap)
{
    private const string What =
        "(UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (FROM SENDER REPLY-TO TO CC SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE IMPORTANCE X-PRIORITY LIST-ID)])";

    public async Task<Line> MeasureAsync(string name, CancellationToken cancellationToken)
    {
        var (byMapi, byImap) = (new Samples(), new Samples());

        // Once beforehand, so that neither of the two is the one that warms the server's caches.
        await FetchAsync(cancellationToken);
        await byImap.MeasureAsync(() => FetchAsync(cancellationToken));
        var before = gateway.ProcessorTime;
        await byMapi.MeasureAsync(() => opening.OpenAsync(cancellationToken));
        return new Line(name, byMapi, byImap, (gateway.ProcessorTime - before).TotalMilliseconds);
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        await imap.RunAsync($"SELECT \"{Mailbox.Folder}\"", null, cancellationToken);
        await imap.RunAsync("FETCH 1:* " + What, static _ => { }, cancellationToken);
    }
}
