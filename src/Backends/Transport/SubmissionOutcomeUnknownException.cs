namespace Mapigate.Backends.Transport;

/// <summary>The message may or may not have been accepted: the connection broke after its content. It must not be sent again silently.</summary>
public sealed class SubmissionOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
