using System.Globalization;
using Mapigate.Bench.Lines;
using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Discovery;
using Mapigate.Mapi.Client.Transport;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var program, .. var options])
{
    await Console.Error.WriteLineAsync("usage: Mapigate.Bench GATEWAY.dll [--quick | --count N]");
    return 2;
}

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupt.Cancel();
};
var cancellation = interrupt.Token;
var (warmUp, count, rounds) = options switch
{
    ["--quick"] => (30, 100, 3),
    ["--count", var number] => (200, int.Parse(number, CultureInfo.InvariantCulture), 5),
    _ => (200, 300, 7),
};

try
{
    await RunAsync(StackDescription.Read());
    return 0;
}
catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException or MapiException or MapiTransportException or AutodiscoverException)
{
    await Console.Error.WriteLineAsync($"bench: {e.Message}");
    return 1;
}

async Task RunAsync(StackDescription stack)
{
    await using var imap = await ImapPeer.LogInAsync(stack, cancellation);
    await Mailbox.EnsureAsync(imap, Console.Error, cancellation);
    var unseen = await FirstListing.EnsureFoldersAsync(imap, rounds + 1, cancellation);
    await Moving.EnsureFoldersAsync(imap, cancellation);
    await AttachmentReading.EnsureFolderAsync(imap, cancellation);
    if (Directory.Exists(stack.StateFolder))
        Directory.Delete(stack.StateFolder, recursive: true);

    Report.Head(Console.Out);
    await MeasurePortAsync(stack, imap);
    await using (var gateway = await GatewayProcess.StartAsync(program, stack, cancellation))
    await using (var mapi = await MapiPeer.LogOnAsync(stack, cancellation))
    {
        var first = new FirstListing(gateway, mapi, imap);
        Report.Write(Console.Out, await first.MeasureAsync("first listing of 10,000 messages, the program cold", [unseen[0]], cancellation) with { Goal = null });
        Report.Write(Console.Out, await first.MeasureAsync("first listing of 10,000 messages", unseen.Skip(1).ToList(), cancellation));

        var folder = await mapi.FindFolderAsync(Mailbox.Folder, cancellation);
        var opening = new FolderOpening(gateway, mapi, imap, folder);
        await opening.CheckAsync(cancellation);
        Report.Write(Console.Out, await opening.MeasureAsync("open a folder of 10,000 messages again", warmUp, count, cancellation));
        Report.Write(Console.Out, await new MessageReading(gateway, mapi, imap, folder).MeasureAsync("open a message with its body", warmUp, count, cancellation));
        Report.Write(Console.Out, await new Moving(gateway, mapi, imap).MeasureAsync("move 1,000 messages", rounds, cancellation));
        var (time, memory) = await new AttachmentReading(gateway, mapi, imap).MeasureAsync("read an attachment of 50 MB by stream", rounds, cancellation);
        Report.Write(Console.Out, time);
        Report.Write(Console.Out, memory);
    }

    await using (var gateway = await GatewayProcess.StartAsync(program, stack, cancellation))
    await using (var mapi = await MapiPeer.LogOnAsync(stack, cancellation))
    {
        var opening = new FolderOpening(gateway, mapi, imap, await mapi.FindFolderAsync(Mailbox.Folder, cancellation));
        var first = await opening.MeasureAsync("  after a restart of the gateway: the first", warmUp: 0, count: 1, cancellation);
        Report.Write(Console.Out, first with { Goal = null });
        Report.Write(Console.Out, await opening.MeasureAsync("  after a restart of the gateway: the next ones", warmUp: 0, count, cancellation));
    }

    Report.Foot(Console.Out);
}

async Task MeasurePortAsync(StackDescription stack, ImapPeer imap)
{
    await using var store = await MailPort.LogInAsync(stack, cancellation);
    var (time, allocated) = await new SummaryReading(store, imap).MeasureAsync("our IMAP client reads 10,000 summaries", rounds, rounds, cancellation);
    Report.Write(Console.Out, time);
    Report.Write(Console.Out, allocated);
    Report.Write(Console.Out, await new Appending(store, imap).MeasureAsync("our IMAP client appends 1,000 messages", rounds, cancellation));
}
