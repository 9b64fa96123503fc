namespace Mapigate.Backends.Transport;

/// <summary>What the server said to an accepted message.</summary>
/// <param name="Reply">Its last reply, for the log.</param>
/// <param name="Refused">Recipients that it refused.</param>
public sealed record SubmissionResult(string Reply, IReadOnlyList<RefusedRecipient> Refused)
{
    /// <summary>The answer for every recipient, in the order of the envelope; empty where the transport tells only of those refused.</summary>
    public IReadOnlyList<RecipientAnswer> Answers { get; init; } = [];

    /// <summary>The server took the wishes for reports; false where it knows none, or where there were none.</summary>
    public bool WillReport { get; init; }
}
