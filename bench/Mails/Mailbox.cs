using System.Globalization;
using System.Text;
using Mapigate.Bench.Servers;

namespace Mapigate.Bench.Mails;

/// <summary>The folders that are measured.</summary>
internal static class Mailbox
{
    /// <summary>Another generator fills another folder.</summary>
    public const string Folder = "Bench 1";

    public const int Count = 10_000;

    /// <summary>Messages of one APPEND.</summary>
    private const int BatchSize = 200;

    /// <summary>The folder with its messages, filled once and kept.</summary>
    public static async Task EnsureAsync(ImapPeer imap, TextWriter output, CancellationToken cancellationToken)
    {
        if (await CountAsync(imap, Folder, cancellationToken) == Count)
            return;
        output.WriteLine($"filling a folder with {Count} mails, once ...");
        await RenewAsync(imap, Folder, cancellationToken);
        for (var number = 1; number <= Count; number += BatchSize)
            await AppendAsync(imap, Folder, Enumerable.Range(number, BatchSize).Select(MailGenerator.Make).ToList(), cancellationToken);
    }

    /// <summary>A folder with copies of the first messages, kept unless it was changed.</summary>
    public static async Task EnsureCopyAsync(ImapPeer imap, string folder, int count, CancellationToken cancellationToken)
    {
        if (await CountAsync(imap, folder, cancellationToken) == count)
            return;
        await RenewAsync(imap, folder, cancellationToken);
        if (count == 0)
            return;
        await imap.RunAsync($"SELECT \"{Folder}\"", null, cancellationToken);
        await imap.RunAsync($"COPY 1:{count} \"{folder}\"", null, cancellationToken);
        await imap.RunAsync("UNSELECT", null, cancellationToken);
    }

    /// <summary>Makes the folder, empty.</summary>
    public static async Task RenewAsync(ImapPeer imap, string folder, CancellationToken cancellationToken)
    {
        await imap.TryRunAsync($"DELETE \"{folder}\"", cancellationToken);
        await imap.RunAsync($"CREATE \"{folder}\"", null, cancellationToken);
    }

    /// <summary>Messages in the folder; negative where there is none of that name.</summary>
    private static async Task<int> CountAsync(ImapPeer imap, string folder, CancellationToken cancellationToken)
    {
        var count = -1;
        return await imap.TryRunAsync($"STATUS \"{folder}\" (MESSAGES)", line => count = Number(line), cancellationToken) ? count : -1;
    }

    /// <summary>MULTIAPPEND with non-synchronizing literals, so that nothing waits. RFC 3502, RFC 7888</summary>
    public static async Task AppendAsync(ImapPeer imap, string folder, IReadOnlyList<Mail> mails, CancellationToken cancellationToken)
    {
        using var batch = new MemoryStream();
        var tag = imap.NextTag();
        batch.Write(Encoding.ASCII.GetBytes($"{tag} APPEND \"{folder}\""));
        foreach (var mail in mails)
        {
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
