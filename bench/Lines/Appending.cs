using Mapigate.Backends.Mail;
using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Lines;

/// <summary>The gateway's IMAP client alone adds messages to a folder. By IMAP: MULTIAPPEND of the same.</summary>
internal sealed class Appending(IMailStore store, ImapPeer imap)
{
    private const string Folder = "Bench appended";
    private const int Messages = 1_000;
    private const double LeastEachSecond = 1_000;

    public async Task<Line> MeasureAsync(string name, int count, CancellationToken cancellationToken)
    {
        var mails = Enumerable.Range(1, Messages).Select(MailGenerator.Make).ToList();
        var (byPort, byImap) = (new Samples(), new Samples());
        for (var i = 0; i < count; i++)
        {
            await Mailbox.RenewAsync(imap, Folder, cancellationToken);
            await byImap.MeasureAsync(() => Mailbox.AppendAsync(imap, Folder, mails, cancellationToken));
            await Mailbox.RenewAsync(imap, Folder, cancellationToken);
            await byPort.MeasureAsync(() => AppendAsync(mails, cancellationToken));
        }

        await imap.RunAsync($"DELETE \"{Folder}\"", null, cancellationToken);
        return new Line(name, byPort, byImap, null, Goal.AtLeast(LeastEachSecond, Messages / byPort.Median * 1000, "/s"));
    }

    private async Task AppendAsync(List<Mail> mails, CancellationToken cancellationToken)
    {
        var messages = mails.ConvertAll(static mail => new MailToAppend(new MemoryStream(mail.Content), mail.Content.Length, MailFlags.Seen, mail.Received));
        var locations = await store.AppendAsync(Folder, messages, cancellationToken);
        if (locations.Count != Messages || locations.Any(static location => location is null))
            throw new InvalidOperationException($"The client knows of {locations.Count} messages that it has added");
    }
}
