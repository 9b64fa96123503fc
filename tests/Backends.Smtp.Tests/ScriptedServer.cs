using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>A real socket whose connections follow scripts, one for each connection in order.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _playing;

    public ScriptedServer(params Func<Conversation, Task>[] scripts)
    {
        _listener.Start();
        _playing = PlayAsync(scripts);
    }

    public int Connections { get; private set; }

    public SmtpOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        Security = SmtpSecurity.None,
        LocalName = "gateway.test",
        Authenticate = false,
        OpenAttempts = 1,
    };

    public SmtpMailTransport Transport(Func<SmtpOptions, SmtpOptions>? change = null, TimeProvider? time = null) =>
        new(change is null ? Options : change(Options), time ?? TimeProvider.System, NullLogger<SmtpMailTransport>.Instance);

    /// <summary>Every script came to its end; else throws what stopped one.</summary>
    public Task PlayedAsync() => _playing.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await Task.WhenAny(_playing, Task.Delay(Patience));
    }

    private async Task PlayAsync(Func<Conversation, Task>[] scripts)
    {
        foreach (var script in scripts)
        {
            var conversation = new Conversation(await _listener.AcceptSocketAsync());
            Connections++;
            try
            {
                await script(conversation).WaitAsync(Patience);
            }
            finally
            {
                conversation.Close();
            }
        }
    }
}
