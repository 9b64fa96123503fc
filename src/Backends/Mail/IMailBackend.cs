namespace Mapigate.Backends.Mail;

/// <summary>A mail server that many users log in to.</summary>
public interface IMailBackend
{
    /// <summary>Proves the user to the server and gives his store. One log-in attempt at the server, never repeated on a wrong password.</summary>
    /// <exception cref="BackendException">AuthenticationFailed, Unavailable, Timeout.</exception>
    Task<IMailStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken);
}
