using System.Net;
using System.Net.Sockets;
using System.Text;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>Mail that arrives from outside, handed to the server's own delivery (LMTP). [RFC2033]</summary>
internal static class Delivery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Delivers a message; when this returns it lies in the recipient's INBOX.</summary>
    /// <param name="stack">The servers.</param>
    /// <param name="to">Recipient.</param>
    /// <param name="message">Whole, with CRLF at the end.</param>
    public static async Task DeliverAsync(Stack stack, StackUser to, byte[] message)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, stack.Lmtp, patience.Token);
        await using var stream = tcp.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await ExpectAsync("220");
        foreach (var (command, reply) in new[] { ("LHLO test.example.test", "250"), ("MAIL FROM:<sender@outside.test>", "250"), ($"RCPT TO:<{to.Address}>", "250"), ("DATA", "354") })
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), patience.Token);
            await ExpectAsync(reply);
        }

        await stream.WriteAsync(Stuffed(message), patience.Token);
        await stream.WriteAsync(".\r\n"u8.ToArray(), patience.Token);
        await ExpectAsync("250");

        async Task ExpectAsync(string code)
        {
            string? line;
            do
            {
                line = await reader.ReadLineAsync(patience.Token);
            }
            while (line is not null && line.Length > 3 && line[3] == '-');
            if (line is null || !line.StartsWith(code, StringComparison.Ordinal))
                throw new InvalidOperationException($"LMTP: expected {code}, got {line}");
        }
    }

    /// <summary>A line that begins with a dot gets a second one. [RFC5321] 4.5.2</summary>
    private static byte[] Stuffed(byte[] message) =>
        Encoding.Latin1.GetBytes((Encoding.Latin1.GetString(message).StartsWith('.') ? "." : "") + Encoding.Latin1.GetString(message).Replace("\r\n.", "\r\n..", StringComparison.Ordinal));
}
