using Mapigate.Backends.Mail;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Lines;

/// <summary>By plain IMAP: everything that a list needs of all messages of a folder, with one command, thrown away as it comes.</summary>
internal static class SummaryFetch
{
    private static readonly string Command =
        $"FETCH 1:* (UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS ({string.Join(' ', MailSummary.HeaderNames).ToUpperInvariant()})])";

    public static async Task RunAsync(ImapPeer imap, string folder, CancellationToken cancellationToken)
    {
        await imap.RunAsync($"SELECT \"{folder}\"", null, cancellationToken);
        await imap.RunAsync(Command, static _ => { }, cancellationToken);
    }
}
