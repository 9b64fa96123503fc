using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>Injects faults into IMAP: it knows lines, tags and literals. RFC 3501 4.3, RFC 7888</summary>
internal sealed partial class ImapProxy(int target) : FaultyProxy(target)
{
    /// <summary>The environment that leads a gateway here.</summary>
    public (string Name, string Value)[] Settings => [("MAPIGATE_BACKENDS__IMAP__URL", $"imap://127.0.0.1:{Port}"), ("MAPIGATE_BACKENDS__IMAP__STARTTLS", "off")];

    protected override async Task CarryAsync(NetworkStream client, NetworkStream server)
    {
        var answers = new Answers(server, client);
        var answering = answers.CarryAsync();
        try
        {
            await CommandsAsync(new LineReader(client), client, server, answers);
        }
        finally
        {
            client.Close();
            server.Close();
            await answering;
        }
    }

    private async Task CommandsAsync(LineReader reader, NetworkStream client, NetworkStream server, Answers answers)
    {
        while (await reader.LineAsync() is { } line)
        {
            switch (FaultOf(LineReader.Text(line)))
            {
                case null:
                    await ForwardAsync(reader, line, server, cutsContent: false);
                    break;
                case Fault.Answer(var text):
                    await SkipAsync(reader, line);
                    await client.WriteAsync(Encoding.Latin1.GetBytes($"{LineReader.Text(line).Split(' ')[0]} {text}\r\n"));
                    break;
                case Fault.Say(var text, var isLast):
                    await SkipAsync(reader, line);
                    await client.WriteAsync(Encoding.Latin1.GetBytes(text));
                    if (isLast)
                        return;
                    break;
                case Fault.CutContent:
                    await ForwardAsync(reader, line, server, cutsContent: true);
                    return;
                case Fault.CutAnswer(var after):
                    answers.CutAfter(after);
                    await ForwardAsync(reader, line, server, cutsContent: false);
                    break;
                case Fault.Silence:
                    await SkipAsync(reader, line);
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Carries a command on with its literals.</summary>
    private static async Task ForwardAsync(LineReader reader, byte[] line, NetworkStream server, bool cutsContent)
    {
        while (true)
        {
            await server.WriteAsync(line);
            if (Literal().Match(LineReader.Text(line)) is not { Success: true } literal)
                return;
            var length = long.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture);
            await reader.CopyAsync(cutsContent ? length / 2 : length, server);
            if (cutsContent || await reader.LineAsync() is not { } rest)
                return;
            line = rest;
        }
    }

    /// <summary>Reads over what a command sends without being asked.</summary>
    private static async Task SkipAsync(LineReader reader, byte[] line)
    {
        while (Literal().Match(LineReader.Text(line)) is { Success: true } literal && literal.Groups[2].Length > 0)
        {
            await reader.CopyAsync(long.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture), null);
            line = await reader.LineAsync() ?? [];
        }
    }

    [GeneratedRegex(@"\{(\d+)(\+?)\}$")]
    private static partial Regex Literal();

    /// <summary>What the server says, up to where a fault cuts it off.</summary>
    private sealed class Answers(NetworkStream server, NetworkStream client)
    {
        private int _left = -1;

        public void CutAfter(int octets) => Volatile.Write(ref _left, octets);

        public async Task CarryAsync()
        {
            try
            {
                var buffer = new byte[16384];
                for (int read; (read = await server.ReadAsync(buffer)) > 0;)
                {
                    var left = Volatile.Read(ref _left);
                    await client.WriteAsync(buffer.AsMemory(0, left < 0 ? read : Math.Min(read, left)));
                    if (left < 0)
                        continue;
                    Volatile.Write(ref _left, left - Math.Min(read, left));
                    if (left <= read)
                        break;
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Cut.
            }
            finally
            {
                client.Close();
            }
        }
    }
}
