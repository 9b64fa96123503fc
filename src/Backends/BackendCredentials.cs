namespace Mapigate.Backends;

/// <summary>How one user is proven to a server. Kept in memory only.</summary>
/// <param name="User">The name that the password belongs to.</param>
/// <param name="Password">Password or application password.</param>
/// <param name="AuthorizationId">The user to act as, where <paramref name="User"/> is a master account; else null.</param>
public sealed record BackendCredentials(string User, string Password, string? AuthorizationId = null)
{
    public override string ToString() => AuthorizationId is null ? User : $"{AuthorizationId} (by {User})";
}
