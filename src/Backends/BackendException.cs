namespace Mapigate.Backends;

/// <summary>A server could not or would not do what was asked. The message is one line for the operator; it holds no password and no content.</summary>
public sealed class BackendException(BackendError error, string message, Exception? inner = null) : Exception(message, inner)
{
    public BackendError Error { get; } = error;

    /// <summary>Worth trying again later without any change by the user.</summary>
    public bool IsTransient => Error is BackendError.Unavailable or BackendError.Timeout;
}
