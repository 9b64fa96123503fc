using System.Collections.Concurrent;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>
/// One command: how it is written, which of the server's data belong to it, and how it ended. All Accept and On members run on the connection's reader, one at a time;
/// results may be read once <see cref="Completion"/> is done.
/// </summary>
internal abstract class ImapCommand
{
    private readonly TaskCompletionSource<StatusResponse> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<TaskCompletionSource<bool>> _continuations = new();

    /// <summary>As it stands in messages to the operator, "UID FETCH".</summary>
    public abstract string Name { get; }

    public uint Tag { get; set; }

    /// <summary>The tagged answer, or the fault of the connection.</summary>
    public Task<StatusResponse> Completion => _completion.Task;

    /// <summary>Nobody waits any more: the answers are still read, and dropped.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>False while silence is what is expected.</summary>
    public virtual bool HasDeadline => true;

    /// <summary>Writes all but the tag and the line's end.</summary>
    public abstract void Write(CommandWriter writer);

    /// <summary>Takes data that belong to this command.</summary>
    /// <returns>False: they are somebody else's.</returns>
    public virtual bool Accept(in UntaggedResponse response, ImapConnection connection) => false;

    /// <summary>Takes an untagged status response with a code.</summary>
    public virtual bool Accept(StatusResponse status) => false;

    /// <summary>Literals that this command takes as they come in are reported whatever their length.</summary>
    public virtual bool StreamsLiterals => false;

    /// <summary>Who takes the literal that follows <paramref name="partial"/>; null for nobody.</summary>
    public virtual LiteralConsumer? ConsumerOf(ReadOnlySpan<byte> partial) => null;

    /// <summary>A response could not be read and was left out.</summary>
    public virtual void OnUnreadable()
    {
    }

    /// <summary>Hands on what was accepted; the reader waits here for a slow consumer.</summary>
    public virtual ValueTask DeliverAsync() => ValueTask.CompletedTask;

    /// <summary>Runs before the waiting caller learns of the end.</summary>
    public virtual void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection)
    {
    }

    public void Abandon() => IsAbandoned = true;

    public Task<bool> ExpectContinuation()
    {
        var continuation = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _continuations.Enqueue(continuation);
        return continuation.Task;
    }

    /// <summary>False: this command expects none.</summary>
    public bool TryContinue()
    {
        if (!_continuations.TryDequeue(out var continuation))
        {
            return false;
        }

        continuation.TrySetResult(true);
        return true;
    }

    public void Complete(StatusResponse status, ImapConnection connection)
    {
        OnEnded(status, null, connection);
        RefuseContinuations();
        _completion.TrySetResult(status);
    }

    public void Fail(BackendException fault, ImapConnection connection)
    {
        OnEnded(null, fault, connection);
        RefuseContinuations();
        _completion.TrySetException(fault);
        // Whoever has gone away does not look at it.
        _ = _completion.Task.Exception;
    }

    /// <summary>Waits for the tagged answer.</summary>
    public async Task<StatusResponse> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Waits for the tagged answer; anything but OK is an exception.</summary>
    public async Task<StatusResponse> SucceedAsync(CancellationToken cancellationToken)
    {
        var status = await EndAsync(cancellationToken);
        return status.IsOk ? status : throw ImapFault.From(Name, status);
    }

    private void RefuseContinuations()
    {
        while (_continuations.TryDequeue(out var continuation))
        {
            continuation.TrySetResult(false);
        }
    }
}
