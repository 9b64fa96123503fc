namespace Mapigate.Backends.Local;

/// <summary>Somebody with a mailbox here.</summary>
/// <param name="Address">Mail address, which is also the name to log in with; case does not count.</param>
/// <param name="Name">Name for people.</param>
/// <param name="PasswordHash">What <see cref="LocalPassword.Hash(string)"/> gave.</param>
/// <param name="QuotaBytes">Bytes that his mail may take; null for the general limit.</param>
public sealed record LocalUser(string Address, string Name, string PasswordHash, long? QuotaBytes = null);
