using System.Text;
using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Bench.Lines;

/// <summary>
/// Opens messages at random and reads what a reading pane shows: the usual properties with the plain text, and the HTML as a stream, in one request.
/// By IMAP: UID FETCH BODY.PEEK[] of messages at random.
/// </summary>
internal sealed class MessageReading(GatewayProcess gateway, MapiPeer mapi, ImapPeer imap, FolderId folder)
{
    private const int Seed = 7;
    private const ushort LogonCodePage = 0x0FFF;
    private const ushort ReadSize = 0x4000;

    private static readonly PropertyTag[] Properties =
    [
        PidTag.Subject, PidTag.MessageClass, PidTag.SenderName, PidTag.SentRepresentingName, PidTag.DisplayTo, PidTag.DisplayCc, PidTag.MessageDeliveryTime, PidTag.MessageFlags,
        PidTag.HasAttachments, PidTag.Importance, PidTag.InternetCodepage, PidTag.Body,
    ];

    private static readonly byte[] Token = "Reference MPG-"u8.ToArray();

    public async Task<Line> MeasureAsync(string name, int warmUp, int count, CancellationToken cancellationToken)
    {
        var messages = await mapi.MessagesAsync(folder, cancellationToken);
        await imap.RunAsync($"SELECT \"{Mailbox.Folder}\"", null, cancellationToken);
        var random = new Random(Seed);
        for (var i = 0; i < warmUp; i++)
        {
            await ReadAsync(messages[random.Next(messages.Count)], cancellationToken);
            await FetchAsync(random.Next(1, Mailbox.Count + 1), cancellationToken);
        }

        var (byMapi, byImap) = (new Samples(), new Samples());
        var before = gateway.ProcessorTime;
        for (var i = 0; i < count; i++)
        {
            var message = messages[random.Next(messages.Count)];
            var uid = random.Next(1, Mailbox.Count + 1);
            await byMapi.MeasureAsync(() => ReadAsync(message, cancellationToken));
            await byImap.MeasureAsync(() => FetchAsync(uid, cancellationToken));
        }

        return new Line(name, byMapi, byImap, (gateway.ProcessorTime - before).TotalMilliseconds / count, Goal.Below(5, byMapi.Median));
    }

    private async Task ReadAsync(MessageId message, CancellationToken cancellationToken)
    {
        var store = mapi.Store;
        var batch = new RopBatch();
        var opened = batch.Output();
        var html = batch.Output();
        batch.Add<RopOpenMessageRequest, RopOpenMessageResponse>(
            store.LogonId, batch.Input(store), new RopOpenMessageRequest(opened, LogonCodePage, folder, OpenModeFlags.BestAccess, message));
        var get = batch.AddRows<RopGetPropertiesSpecificRequest, RopGetPropertiesSpecificResponse>(store.LogonId, opened, new RopGetPropertiesSpecificRequest(0, 1, Properties), Properties);
        batch.Add<RopOpenStreamRequest, RopOpenStreamResponse>(store.LogonId, opened, new RopOpenStreamRequest(html, PidTag.Html, OpenStreamFlags.ReadOnly));
        var read = batch.Add<RopReadStreamRequest, RopReadStreamResponse>(store.LogonId, html, new RopReadStreamRequest(ReadSize, 0));
        batch.Add(store.LogonId, html, default(RopReleaseRequest));
        batch.Add(store.LogonId, opened, default(RopReleaseRequest));
        await mapi.Session.ExecuteAsync(batch, cancellationToken);

        // A message of plain text alone may have no HTML.
        var text = get.Response.Row.Get<string>(PidTag.Body);
        if (text?.Contains(Encoding.ASCII.GetString(Token), StringComparison.Ordinal) != true
            || (read.ReturnValue == ErrorCode.Success && read.Response.Data.Span.IndexOf(Token) < 0))
            throw new InvalidOperationException($"Message {message.Value:X16} came without its text");
    }

    private async Task FetchAsync(int uid, CancellationToken cancellationToken)
    {
        var lines = 0;
        await imap.RunAsync($"UID FETCH {uid} (BODY.PEEK[])", _ => lines++, cancellationToken);
        if (lines == 0)
            throw new InvalidOperationException($"UID {uid} is not there");
    }
}
