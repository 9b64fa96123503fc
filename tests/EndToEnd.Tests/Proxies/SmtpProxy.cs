using System.Net.Sockets;
using System.Text;

namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>
/// Injects faults into SMTP. It stands before the port for other servers' mail, which asks for no log-in, and takes the log-in itself. Besides the commands, "greeting" is
/// the connection's first line and "content" the end of a message. RFC 5321
/// </summary>
internal sealed class SmtpProxy(int target) : FaultyProxy(target)
{
    /// <summary>The environment that leads a gateway here.</summary>
    public (string Name, string Value)[] Settings => [("MAPIGATE_BACKENDS__SMTP__URL", $"smtp://127.0.0.1:{Port}"), ("MAPIGATE_BACKENDS__SMTP__STARTTLS", "off")];

    protected override async Task CarryAsync(NetworkStream client, NetworkStream server)
    {
        var (commands, replies) = (new LineReader(client), new LineReader(server));
        var greeting = await ReplyAsync(replies);
        if (FaultOf("greeting") is { } atOnce)
        {
            await InjectAsync(atOnce, client);
            return;
        }

        await client.WriteAsync(greeting);
        while (await commands.LineAsync() is { } line)
        {
            var command = LineReader.Text(line);
            if (FaultOf(command) is { } fault)
            {
                if (!await InjectAsync(fault, client))
                    return;
                continue;
            }

            if (command.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                await client.WriteAsync("235 2.7.0 believed\r\n"u8.ToArray());
                continue;
            }

            await server.WriteAsync(line);
            var reply = await ReplyAsync(replies);
            if (command.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
                reply = Encoding.Latin1.GetBytes(Offers(Encoding.Latin1.GetString(reply)));
            await client.WriteAsync(reply);
            if (command.Equals("DATA", StringComparison.OrdinalIgnoreCase) && reply[0] == (byte)'3' && !await ContentAsync(commands, replies, client, server))
                return;
        }
    }

    /// <summary>What the port offers, and a log-in; without what would change how content is sent.</summary>
    private static string Offers(string reply)
    {
        string[] hidden = ["STARTTLS", "CHUNKING", "PIPELINING"];
        var lines = reply.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(l => !hidden.Contains(l[4..])).Append("250 AUTH PLAIN").Select(l => l[4..]).ToList();
        return string.Concat(lines.Select((l, i) => $"250{(i < lines.Count - 1 ? '-' : ' ')}{l}\r\n"));
    }

    private async Task<bool> ContentAsync(LineReader commands, LineReader replies, NetworkStream client, NetworkStream server)
    {
        var lines = 0;
        while (await commands.LineAsync() is { } line)
        {
            if (LineReader.Text(line) != ".")
            {
                if (lines++ == 3 && FaultOf("middle") is not null)
                    return false;
                await server.WriteAsync(line);
                continue;
            }

            var fault = FaultOf("content");
            if (fault is Fault.Answer or Fault.Say or Fault.Cut)
            {
                // Without the dot the server forgets what it got.
                await InjectAsync(fault, client);
                return false;
            }

            await server.WriteAsync(line);
            var reply = await ReplyAsync(replies);
            if (fault is not null)
                return false;
            await client.WriteAsync(reply);
            return true;
        }

        return false;
    }

    /// <returns>False where the connection ends.</returns>
    private static async Task<bool> InjectAsync(Fault fault, NetworkStream client)
    {
        switch (fault)
        {
            case Fault.Answer(var text):
                await client.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"));
                return true;
            case Fault.Say(var text, var isLast):
                await client.WriteAsync(Encoding.Latin1.GetBytes(text));
                return !isLast;
            default:
                return false;
        }
    }

    private static async Task<byte[]> ReplyAsync(LineReader reader)
    {
        var reply = new MemoryStream();
        while (await reader.LineAsync() is { } line)
        {
            reply.Write(line);
            if (line.Length < 4 || line[3] != (byte)'-')
                return reply.ToArray();
        }

        throw new IOException("closed");
    }
}
