using System.Globalization;
using System.Text;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Mails;

/// <summary>The folder that is measured. It is filled once and kept.</summary>
internal static class Mailbox
{
    /// <summary>Another generator fills another folder.</summary>
    public const string Folder = "Bench 1";

    public const int Count = 10_000;

    /// <summary>Messages of one APPEND.</summary>
    private const int BatchSize = 200;

    public static async Task EnsureAsync(ImapPeer imap, TextWriter output, CancellationToken cancellationToken)
    {
        if (await imap.TryRunAsync($"SELECT \"{Folder}\"", cancellationToken))
        {
            var exists = 0;
            await imap.RunAsync("NOOP", null, cancellationToken);
            await imap.RunAsync($"STATUS \"{Folder}\" (MESSAGES)", line => exists = Number(line), cancellationToken);
            await imap.RunAsync("UNSELECT", null, cancellationToken);
            if (exists == Count)
                return;
            await imap.RunAsync($"DELETE \"{Folder}\"", null, cancellationToken);
        }

        output.WriteLine($"filling a folder with {Count} mails, once ...");
        await imap.RunAsync($"CREATE \"{Folder}\"", null, cancellationToken);
        for (var number = 1; number <= Count; number += BatchSize)
            await AppendAsync(imap, number, Math.Min(BatchSize, Count + 1 - number), cancellationToken);
    }

    /// <summary>MULTIAPPEND with non-synchronizing literals, so that nothing waits. RFC 3502, RFC 7888</summary>
    private static async Task AppendAsync(ImapPeer imap, int first, int count, CancellationToken cancellationToken)
    {
        using var batch = new MemoryStream();
        var tag = imap.NextTag();
        batch.Write(Encoding.ASCII.GetBytes($"{tag} APPEND \"{Folder}\""));
        for (var number = first; number < first + count; number++)
        {
            var mail = MailGenerator.Make(number);
            var date = mail.Received.ToString("dd-MMM-yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
            batch.Write(Encoding.ASCII.GetBytes($" ({mail.Flags}) \"{date}\" {{{mail.Content.Length}+}}\r\n"));
            batch.Write(mail.Content);
        }

        batch.Write("\r\n"u8);
        await imap.SendAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), cancellationToken);
        await imap.EndAsync(tag, null, cancellationToken);
    }

    /// <summary>The number behind the last space: <c>* STATUS "Bench 1" (MESSAGES 10000)</c>.</summary>
    private static int Number(ReadOnlySpan<byte> line) =>
        int.TryParse(line[(line.LastIndexOf((byte)' ') + 1)..].TrimEnd((byte)')'), out var number) ? number : 0;
}
