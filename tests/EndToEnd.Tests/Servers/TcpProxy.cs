using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>Stands before a server so that a test can take it away and bring it back.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _accepted;

    public TcpProxy(int target)
    {
        _target = target;
        Port = Gateways.GatewayProcess.FreePort();
        Start();
    }

    public int Port { get; }

    /// <summary>Connections that came so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Refuses new connections and cuts those that are open.</summary>
    public async Task StopAsync()
    {
        _listener?.Stop();
        await _accepting;
        foreach (var client in _open.Keys)
            client.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        var pairs = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _accepted);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target);
                _open[client] = 0;
                _open[server] = 0;
                pairs.Add(CopyAsync(client, server));
                pairs.Add(CopyAsync(server, client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
