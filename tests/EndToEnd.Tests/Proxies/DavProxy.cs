using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>Injects faults into HTTP: each request has a connection of its own. A command is the request's first line.</summary>
internal sealed class DavProxy(int target) : FaultyProxy(target)
{
    /// <summary>The environment that leads a gateway here.</summary>
    public (string Name, string Value)[] Settings => [("MAPIGATE_BACKENDS__DAV__URL", $"http://127.0.0.1:{Port}/")];

    protected override async Task CarryAsync(NetworkStream client, NetworkStream server)
    {
        var reader = new LineReader(client);
        var head = new StringBuilder();
        var length = 0L;
        string? first = null;
        while (await reader.LineAsync() is { } line && LineReader.Text(line) is { Length: > 0 } text)
        {
            first ??= text;
            if (text.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = long.Parse(text["Content-Length:".Length..], CultureInfo.InvariantCulture);
            if (!text.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase))
                head.Append(text).Append("\r\n");
        }

        if (first is null)
            return;
        switch (FaultOf(first))
        {
            case Fault.Answer(var status):
                await reader.CopyAsync(length, null);
                await client.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                break;
            case Fault.Say(var text, _):
                await reader.CopyAsync(length, null);
                await client.WriteAsync(Encoding.Latin1.GetBytes(text));
                break;
            case Fault.CutContent:
                await server.WriteAsync(Encoding.Latin1.GetBytes(head + "Connection: close\r\n\r\n"));
                await reader.CopyAsync(length / 2, server);
                break;
            case Fault.CutAnswer(var after):
                await ForwardAsync(reader, head, length, server);
                await new LineReader(server).CopyAsync(after, client);
                break;
            case null:
                await ForwardAsync(reader, head, length, server);
                await server.CopyToAsync(client);
                break;
            default:
                break;
        }
    }

    private static async Task ForwardAsync(LineReader reader, StringBuilder head, long length, NetworkStream server)
    {
        await server.WriteAsync(Encoding.Latin1.GetBytes(head + "Connection: close\r\n\r\n"));
        await reader.CopyAsync(length, server);
    }
}
