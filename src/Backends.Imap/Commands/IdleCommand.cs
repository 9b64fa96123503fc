using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>IDLE, until <see cref="ImapConnection.EndIdleAsync"/>. RFC 2177</summary>
/// <param name="listen">Called with what the server tells.</param>
/// <param name="onStatus">Called with the response codes that the server tells; null for nobody.</param>
internal sealed class IdleCommand(IdleListener listen, Action<StatusResponse>? onStatus = null) : ImapCommand
{
    private volatile bool _isEnding;

    public override string Name => "IDLE";

    /// <summary>True once the server idles, false when it refuses.</summary>
    public Task<bool> Started { get; private set; } = Task.FromResult(false);

    public override bool HasDeadline => _isEnding || !Started.IsCompleted;

    public override void Write(CommandWriter writer)
    {
        Started = ExpectContinuation();
        writer.Raw("IDLE"u8);
    }

    public void ExpectEnd() => _isEnding = true;

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        listen(response);

        // The connection keeps its count of the folder from the same responses.
        return false;
    }

    public override bool Accept(StatusResponse status)
    {
        onStatus?.Invoke(status);
        return false;
    }
}
