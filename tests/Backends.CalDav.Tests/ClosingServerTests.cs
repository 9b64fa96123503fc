using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>A server of HTTP/1.0 closes each connection after its answer without announcing it; a request sent on such a connection is lost.</summary>
public sealed class ClosingServerTests
{
    [Fact]
    public async Task Requests_to_a_server_of_HTTP_1_0_go_over_a_connection_each()
    {
        const int requests = 4;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, requests);
        using var backend = new DavItemBackend(
            new DavOptions { Url = $"http://{listener.LocalEndpoint}/home/", Attempts = 1 }, TimeProvider.System, NullLogger<DavItemBackend>.Instance);

        var store = await backend.LogInAsync(FakeServer.Alice, CancellationToken.None);
        for (var i = 1; i < requests; i++)
        {
            await store.ListAsync(CancellationToken.None);
        }

        await serving.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task ServeAsync(TcpListener listener, int connections)
    {
        var body = Encoding.UTF8.GetBytes(Xml.Multistatus(Xml.Response("/home/", "<D:resourcetype><C:calendar/></D:resourcetype>")));
        var open = new List<Socket>();
        for (var i = 0; i < connections; i++)
        {
            var socket = await listener.AcceptSocketAsync();
            open.Add(socket);
            var stream = new NetworkStream(socket);
            var request = "";
            var buffer = new byte[4096];
            while (!request.EndsWith("propfind>", StringComparison.Ordinal))
            {
                request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            }

            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.0 207 Multi-Status\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);
            // Left open, as if the end were still on its way: whoever trusts it gets no answer.
        }

        open.ForEach(s => s.Dispose());
    }
}
