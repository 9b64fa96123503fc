using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>IDLE, until <see cref="ImapConnection.EndIdleAsync"/>. RFC 2177</summary>
/// <param name="onChange">Called when the server tells of a change of the selected folder.</param>
internal sealed class IdleCommand(Action onChange) : ImapCommand
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
        if (response.Is("EXISTS"u8) || response.Is("EXPUNGE"u8) || response.Is("VANISHED"u8) || response.Is("FETCH"u8))
        {
            onChange();
        }

        // The connection keeps its count of the folder from the same responses.
        return false;
    }
}
