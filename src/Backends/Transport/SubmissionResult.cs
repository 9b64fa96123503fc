namespace Mapigate.Backends.Transport;

/// <summary>What the server said to an accepted message.</summary>
/// <param name="Reply">Its last reply, for the log.</param>
/// <param name="Refused">Recipients that it refused.</param>
public sealed record SubmissionResult(string Reply, IReadOnlyList<RefusedRecipient> Refused);
