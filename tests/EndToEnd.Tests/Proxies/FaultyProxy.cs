using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>Stands between the gateway and a real server, in clear text, and injects faults that a test has asked for.</summary>
internal abstract class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly List<Rule> _rules = [];
    private readonly int _target;
    private readonly Task _accepting;
    private readonly ConcurrentQueue<string> _met = new();

    protected FaultyProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands that met a fault so far.</summary>
    public IReadOnlyCollection<string> Met => _met;

    /// <summary>Faults that were injected so far.</summary>
    public int Injected => _met.Count;

    /// <summary>From now on the commands that hold a text meet a fault, so many times.</summary>
    public void Inject(string command, Fault fault, int times = int.MaxValue)
    {
        lock (_rules)
            _rules.Add(new Rule(command, fault, times));
    }

    /// <summary>No more faults; connections that are silent stay so.</summary>
    public void Heal()
    {
        lock (_rules)
            _rules.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var client in _open.Keys)
            client.Dispose();
        await Task.WhenAll(_running.Keys);
    }

    /// <summary>The fault that a command meets; null for none.</summary>
    protected Fault? FaultOf(string command)
    {
        lock (_rules)
        {
            if (_rules.Find(r => r.Left > 0 && command.Contains(r.Command, StringComparison.OrdinalIgnoreCase)) is not { } rule)
                return null;
            rule.Left--;
            _met.Enqueue(command);
            return rule.Fault;
        }
    }

    /// <summary>Carries one connection until either side or a fault ends it.</summary>
    protected abstract Task CarryAsync(NetworkStream client, NetworkStream server);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _open[client] = 0;
                var running = CarryAsync(client);
                _running[running] = 0;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open[server] = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await CarryAsync(client.GetStream(), server.GetStream());
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private sealed class Rule(string command, Fault fault, int times)
    {
        public string Command => command;

        public Fault Fault => fault;

        public int Left { get; set; } = times;
    }
}
