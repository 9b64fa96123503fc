using System.Security.Cryptography;
using System.Text;
using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.Bench.Lines;

/// <summary>
/// Reads an attachment by stream. By IMAP: the message that carries it. What the gateway's memory rises by is measured against reading as many bytes in small
/// attachments, one after the other, so that what any traffic of that size costs is not counted.
/// </summary>
internal sealed class AttachmentReading(GatewayProcess gateway, MapiPeer mapi, ImapPeer imap)
{
    private const string Folder = "Bench attachments";
    private const int Megabyte = 1_000_000;
    private const int LargeSize = 50 * Megabyte;
    private const int SmallSize = Megabyte / 2;
    private const int LineBytes = 57;
    private const double MostMegabytes = 8;

    private static readonly DateTimeOffset Received = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    /// <summary>Makes the folder with a small and a large attachment, before the gateway starts.</summary>
    public static async Task EnsureFolderAsync(ImapPeer imap, CancellationToken cancellationToken)
    {
        await Mailbox.RenewAsync(imap, Folder, cancellationToken);
        await Mailbox.AppendAsync(imap, Folder, [Make(SmallSize), Make(LargeSize)], cancellationToken);
    }

    public async Task<(Line Time, Figure Memory)> MeasureAsync(string name, int count, CancellationToken cancellationToken)
    {
        var folder = await mapi.FindFolderAsync(Folder, cancellationToken);
        if (await mapi.MessagesAsync(folder, cancellationToken) is not [var small, var large])
            throw new InvalidOperationException("The messages with attachments are not there");
        await ReadAsync(folder, large, LargeSize, cancellationToken);
        await imap.RunAsync($"SELECT \"{Folder}\"", null, cancellationToken);
        var (ours, plain) = (new Samples(), new Samples());
        var rises = new Samples();
        for (var i = 0; i < count; i++)
        {
            var usual = await gateway.MeasurePeakAsync(async () =>
            {
                for (var read = 0; read < LargeSize; read += SmallSize)
                    await ReadAsync(folder, small, SmallSize, cancellationToken);
            });
            var rise = await gateway.MeasurePeakAsync(() => ours.MeasureAsync(() => ReadAsync(folder, large, LargeSize, cancellationToken)));
            rises.Add((double)(rise - usual) / Megabyte);
            await plain.MeasureAsync(() => imap.RunAsync("FETCH 2 (BODY.PEEK[])", null, cancellationToken));
        }

        return (
            new Line(name, ours, plain, null),
            new Figure("  memory beyond small attachments of as many bytes", rises.Median, "MB", Goal.Below(MostMegabytes, rises.Median)));
    }

    private async Task ReadAsync(FolderId folder, MessageId id, int size, CancellationToken cancellationToken)
    {
        using var opened = await mapi.Store.OpenFolderAsync(folder, cancellationToken);
        using var message = await opened.OpenMessageAsync(id, cancellationToken);
        using var attachment = await message.OpenAttachmentAsync(0, cancellationToken);
        using var stream = await attachment.OpenContentAsync(OpenStreamFlags.ReadOnly, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var piece = await stream.ReadAsync(cancellationToken); !piece.IsEmpty; piece = await stream.ReadAsync(cancellationToken))
            hash.AppendData(piece.Span);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(SHA256.HashData(Content(size))))
            throw new InvalidOperationException("The attachment came with other bytes");
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private static Mail Make(int size)
    {
        var text = new StringBuilder(size / 3 * 4);
        text.Append("From: sender@example.com\r\nTo: user@example.test\r\nSubject: An attachment\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=between\r\n\r\n");
        text.Append("--between\r\nContent-Type: text/plain\r\n\r\nSee the attachment.\r\n");
        text.Append("--between\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=content.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        foreach (var line in Content(size).Chunk(LineBytes))
            text.Append(Convert.ToBase64String(line)).Append("\r\n");
        return new Mail(Encoding.ASCII.GetBytes(text.Append("--between--\r\n").ToString()), "\\Seen", Received);
    }
}
