using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Wire;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>
/// One connection. Commands of any number of callers are sent as they come, without waiting for earlier answers; one reader hands the server's responses to the commands
/// in flight, oldest first, and keeps what the server tells unasked. A connection that broke, timed out or spoke nonsense fails all of them and is never used again.
/// </summary>
internal sealed partial class ImapConnection : IAsyncDisposable
{
    private static readonly TimeSpan LogoutPatience = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly ResponseFramer _framer;
    private readonly CommandWriter _writer;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<ImapCommand> _inFlight = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly InactivityTimer _inactivity;
    private BackendException? _fault;
    private string? _bye;
    private uint _lastTag;
    private Task _reading = Task.CompletedTask;

    public ImapConnection(Stream stream, ResponseFramer framer, MailboxNames names, ImapCapabilities capabilities, TimeSpan inactivity, TimeProvider time, ILogger logger)
    {
        _stream = stream;
        _framer = framer;
        _writer = new CommandWriter(names);
        _logger = logger;
        Names = names;
        Capabilities = capabilities;
        _inactivity = new InactivityTimer(inactivity, time, IsAnswerOwed, () => Abort(new BackendException(BackendError.Timeout, "The IMAP server does not answer.")));
    }

    public MailboxNames Names { get; }

    /// <summary>Values that recur in responses; for the reader alone.</summary>
    public TextCache Cache { get; } = new();

    public ImapCapabilities Capabilities { get; private set; }

    /// <summary>The greeting said that no log-in is due.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>VANISHED is reported instead of EXPUNGE. RFC 7162 3.2.3</summary>
    public bool HasQResync { get; set; }

    /// <summary>The FETCH item that names a message's content wherever it lies; null where the server has none.</summary>
    public string? ObjectIdItem { get; set; }

    public SelectedFolder? Selected { get; set; }

    public int InFlight
    {
        get
        {
            lock (_gate)
            {
                return _inFlight.Count;
            }
        }
    }

    public bool IsBroken => Volatile.Read(ref _fault) is not null;

    /// <summary>Called when no command is in flight any more, and when the connection has ended.</summary>
    public Action<ImapConnection>? OnQuiet { get; set; }

    /// <summary>Starts to read; until then the greeting's exchange uses the stream itself.</summary>
    public void Start() => _reading = ReadAsync();

    /// <summary>Sends commands together. What becomes of each tells its <see cref="ImapCommand.Completion"/>.</summary>
    /// <exception cref="BackendException">A command cannot be written, or the connection has ended.</exception>
    public async Task SendAsync(IReadOnlyList<ImapCommand> commands, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _writer.Capabilities = Capabilities;
            Enlist(commands);
            await WriteAsync(cancellationToken);
        }
        finally
        {
            _writer.Clear();
            _writing.Release();
        }
    }

    /// <summary>Sends a command and waits for its OK.</summary>
    public async Task<StatusResponse> RunAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        await SendAsync([command], cancellationToken);
        return await command.SucceedAsync(cancellationToken);
    }

    /// <summary>Sends commands together and waits until each is OK.</summary>
    public async Task RunAsync(IReadOnlyList<ImapCommand> commands, CancellationToken cancellationToken)
    {
        await SendAsync(commands, cancellationToken);
        foreach (var command in commands)
        {
            await command.SucceedAsync(cancellationToken);
        }
    }

    public async Task EndIdleAsync(IdleCommand idle, CancellationToken cancellationToken)
    {
        _inactivity.Touch();
        idle.ExpectEnd();
        _inactivity.Expect();
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync("DONE\r\n"u8.ToArray(), cancellationToken);
            await _stream.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Abort(Lost(e));
        }
        finally
        {
            _writing.Release();
        }

        await idle.SucceedAsync(cancellationToken);
    }

    /// <summary>Ends the connection without ceremony.</summary>
    public void Abort(BackendException fault)
    {
        lock (_gate)
        {
            if (_fault is not null)
            {
                return;
            }

            _fault = fault;
        }

        _ending.Cancel();
        _stream.Dispose();
    }

    /// <summary>Ends the connection and returns when nothing of it runs any more.</summary>
    public async Task EndAsync(BackendException fault)
    {
        Abort(fault);
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsBroken && InFlight == 0)
        {
            var logout = new PlainCommand("LOGOUT");
            try
            {
                await SendAsync([logout], CancellationToken.None);
                await logout.Completion.WaitAsync(LogoutPatience);
            }
            catch (Exception e) when (e is BackendException or TimeoutException)
            {
                // The server has hung up already, or is too slow to be polite to.
            }
        }

        await EndAsync(new BackendException(BackendError.Unavailable, "The IMAP connection was closed."));
        _inactivity.Dispose();
        // The gate of writing is left to the collector: a writer whose content was given up may still be on its way out.
        _ending.Dispose();
    }

    private static BackendException Lost(Exception? cause) => new(BackendError.Unavailable, "The IMAP connection was lost.", cause);

    private bool IsAnswerOwed()
    {
        lock (_gate)
        {
            return _inFlight.Exists(command => command.HasDeadline);
        }
    }

    private void Enlist(IReadOnlyList<ImapCommand> commands)
    {
        foreach (var command in commands)
        {
            command.Tag = ++_lastTag;
            _writer.Begin(command);
        }

        // The time runs from here, also for a timer that looks just now.
        _inactivity.Touch();
        lock (_gate)
        {
            if (_fault is not null)
            {
                throw new BackendException(_fault.Error, _fault.Message, _fault);
            }

            _inFlight.AddRange(commands);
        }

        _inactivity.Expect();
    }

    /// <summary>Writes what the writer holds; waits where the server has to agree first, and leaves out the rest of a command that it refuses.</summary>
    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        ImapCommand? refused = null;
        foreach (var piece in _writer.Pieces)
        {
            if (piece.WaitBefore is { } wait)
            {
                await PutAsync(sent, piece.Start);
                sent = piece.Start;
                if (!await ContinuesAsync(wait, cancellationToken))
                {
                    refused = piece.Command;
                }
            }

            if (piece.Command == refused)
            {
                sent = piece.End;
            }
            else if (piece.Content is { } content)
            {
                await PutAsync(sent, piece.End);
                sent = piece.End;
                await CopyAsync(content, piece.ContentLength, cancellationToken);
            }
        }

        await PutAsync(sent, _writer.Buffer.Length);
        await FlushAsync();
    }

    private async ValueTask<bool> ContinuesAsync(Task<bool> wait, CancellationToken cancellationToken)
    {
        await FlushAsync();
        try
        {
            return await wait.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Half a command is sent: there is no way back but to hang up.
            Abort(Lost(null));
            throw;
        }
    }

    private async ValueTask PutAsync(int start, int end)
    {
        if (start == end || IsBroken)
        {
            return;
        }

        try
        {
            await _stream.WriteAsync(_writer.Buffer[start..end], _ending.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Abort(Lost(e));
        }
    }

    private async ValueTask FlushAsync()
    {
        try
        {
            await _stream.FlushAsync(_ending.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Abort(Lost(e));
        }
    }

    private async ValueTask CopyAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var block in ContentBlocks.ReadAsync(content, length, cancellationToken))
            {
                try
                {
                    await _stream.WriteAsync(block, _ending.Token);
                    _inactivity.Touch();
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
                {
                    Abort(Lost(e));
                    return;
                }
            }
        }
        catch
        {
            // The source failed: the literal cannot be finished.
            Abort(Lost(null));
            throw;
        }
    }
}
