namespace Mapigate.Backends;

/// <summary>What went wrong at a server, in terms that every kind of server shares.</summary>
public enum BackendError
{
    /// <summary>Not reachable, shutting down, or its connection broke.</summary>
    Unavailable,

    /// <summary>No answer before the deadline.</summary>
    Timeout,

    /// <summary>The server knows no such user and password.</summary>
    AuthenticationFailed,

    /// <summary>The user lacks the right.</summary>
    AccessDenied,

    /// <summary>Folder, collection, message or item does not exist (any more).</summary>
    NotFound,

    AlreadyExists,

    /// <summary>The object is not in the state that the caller named (HTTP 412, UNCHANGEDSINCE, another UIDVALIDITY).</summary>
    Conflict,

    QuotaExceeded,

    /// <summary>The object is larger than the server accepts.</summary>
    TooLarge,

    /// <summary>The server understood and said no.</summary>
    Refused,

    /// <summary>The server lacks what the operation needs.</summary>
    NotSupported,

    /// <summary>The server's answer breaks its protocol or a bound of this client.</summary>
    Protocol,
}
