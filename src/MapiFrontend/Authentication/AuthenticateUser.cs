using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.MapiFrontend.Authentication;

/// <summary>Proves a user's name and password to the backends.</summary>
/// <exception cref="BackendException">AuthenticationFailed where they refuse him, any other fault where they cannot tell.</exception>
public delegate Task<AuthenticatedUser> AuthenticateUser(string name, string password, CancellationToken cancellationToken);
