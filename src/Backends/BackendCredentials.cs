namespace Mapigate.Backends;

/// <summary>How one user is proven to a server. Kept in memory only.</summary>
/// <param name="User">The name that the password belongs to.</param>
/// <param name="Password">Password or application password.</param>
/// <param name="AuthorizationId">The user to act as, where <paramref name="User"/> is a master account; else null.</param>
public sealed record BackendCredentials(string User, string Password, string? AuthorizationId = null)
{
    /// <summary>A token to be sent instead of the password (RFC 6750, RFC 7628); null where the password counts.</summary>
    public string? BearerToken { get; init; }

    public override string ToString() => AuthorizationId is null ? User : $"{AuthorizationId} (by {User})";
}
