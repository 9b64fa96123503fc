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
var (warmUp, count) = options switch
{
    ["--quick"] => (30, 100),
    ["--count", var number] => (200, int.Parse(number, CultureInfo.InvariantCulture)),
    _ => (200, 300),
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
    if (Directory.Exists(stack.StateFolder))
        Directory.Delete(stack.StateFolder, recursive: true);

    Report.Head(Console.Out);
    await using (var gateway = await GatewayProcess.StartAsync(program, stack, cancellation))
    await using (var mapi = await MapiPeer.LogOnAsync(stack, cancellation))
    {
        var folder = await mapi.FindFolderAsync(Mailbox.Folder, cancellation);
        var opening = new FolderOpening(gateway, mapi, imap, folder);
        var listing = await new FirstListing(gateway, opening, imap).MeasureAsync("first listing of 10,000 messages", cancellation);
        await opening.CheckAsync(cancellation);
        Report.Write(Console.Out, await opening.MeasureAsync("open a folder of 10,000 messages again", warmUp, count, cancellation));
        Report.Write(Console.Out, await new MessageReading(gateway, mapi, imap, folder).MeasureAsync("open a message with its body", warmUp, count, cancellation));
        Report.Write(Console.Out, listing);
    }

    await using (var gateway = await GatewayProcess.StartAsync(program, stack, cancellation))
    await using (var mapi = await MapiPeer.LogOnAsync(stack, cancellation))
    {
        var opening = new FolderOpening(gateway, mapi, imap, await mapi.FindFolderAsync(Mailbox.Folder, cancellation));
        var first = await opening.MeasureAsync("  after a restart of the gateway: the first", warmUp: 0, count: 1, cancellation);
        Report.Write(Console.Out, first with { Target = null });
        Report.Write(Console.Out, await opening.MeasureAsync("  after a restart of the gateway: the next ones", warmUp: 0, count, cancellation));
    }

    Report.Foot(Console.Out);
}
