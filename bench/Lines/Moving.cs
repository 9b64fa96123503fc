using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Bench.Lines;

/// <summary>Moves all messages of a folder to another and back again, with one RopMoveCopyMessages. By IMAP: MOVE of as many between two other folders.</summary>
internal sealed class Moving(GatewayProcess gateway, MapiPeer mapi, ImapPeer imap)
{
    private const int Messages = 1_000;

    private static readonly (string Full, string Empty) ByMapi = ("Bench moved 1", "Bench moved 2");
    private static readonly (string Full, string Empty) ByImap = ("Bench moved 3", "Bench moved 4");

    /// <summary>Makes the folders, before the gateway starts.</summary>
    public static async Task EnsureFoldersAsync(ImapPeer imap, CancellationToken cancellationToken)
    {
        foreach (var (full, empty) in new[] { ByMapi, ByImap })
        {
            await Mailbox.EnsureCopyAsync(imap, full, Messages, cancellationToken);
            await Mailbox.EnsureCopyAsync(imap, empty, 0, cancellationToken);
        }
    }

    public async Task<Line> MeasureAsync(string name, int count, CancellationToken cancellationToken)
    {
        var (from, to) = (await mapi.FindFolderAsync(ByMapi.Full, cancellationToken), await mapi.FindFolderAsync(ByMapi.Empty, cancellationToken));
        var (source, target) = ByImap;
        var (ours, plain) = (new Samples(), new Samples());
        var spent = TimeSpan.Zero;

        // An even number, so that all lies where it lay.
        for (var i = 0; i < count * 2; i++)
        {
            var messages = await mapi.MessagesAsync(from, cancellationToken);
            var before = gateway.ProcessorTime;
            await ours.MeasureAsync(() => MoveAsync(from, to, messages, cancellationToken));
            spent += gateway.ProcessorTime - before;
            await imap.RunAsync($"SELECT \"{source}\"", null, cancellationToken);
            await plain.MeasureAsync(() => imap.RunAsync($"MOVE 1:{Messages} \"{target}\"", null, cancellationToken));
            await imap.RunAsync("UNSELECT", null, cancellationToken);
            (from, to) = (to, from);
            (source, target) = (target, source);
        }

        return new Line(name, ours, plain, spent.TotalMilliseconds / ours.Count);
    }

    private async Task MoveAsync(FolderId from, FolderId to, List<MessageId> messages, CancellationToken cancellationToken)
    {
        if (messages.Count != Messages)
            throw new InvalidOperationException($"The folder has {messages.Count} messages to move");
        using var source = await mapi.Store.OpenFolderAsync(from, cancellationToken);
        using var target = await mapi.Store.OpenFolderAsync(to, cancellationToken);
        await source.MoveCopyMessagesAsync(messages, target, copy: false, cancellationToken);
    }
}
