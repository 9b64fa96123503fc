using System.Runtime.ExceptionServices;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>Copies one message to a stream. Nothing is written to the stream any more once the task has ended.</summary>
internal static class MessageFetch
{
    /// <exception cref="ConnectionLostException">The connection broke before anything was written: the fetch may be repeated.</exception>
    public static async Task RunAsync(ImapConnection connection, uint uid, Stream destination, CancellationToken cancellationToken)
    {
        var fetch = new FetchMessageCommand(uid, destination, cancellationToken);
        await connection.SendAsync([fetch], cancellationToken);
        try
        {
            await fetch.SucceedAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Reading the rest of a long message only to drop it costs more than another connection.
            await connection.EndAsync(new BackendException(BackendError.Unavailable, "The fetch of a message was given up."));
            throw;
        }
        catch (BackendException) when (fetch.DestinationFault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
        catch (BackendException e) when (e.Error == BackendError.Unavailable && connection.IsBroken && !fetch.HasStarted)
        {
            throw new ConnectionLostException(e);
        }

        if (!fetch.IsFound)
        {
            throw new BackendException(BackendError.NotFound, $"Message {uid} does not exist any more.");
        }

        if (fetch.Short is { } content)
        {
            await destination.WriteAsync(content, cancellationToken);
        }
    }
}
